using System.Globalization;
using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

/// <summary>The lines of Python in <c>docs/reference/models.md</c>, run word for word.</summary>
public class ModelLinesTests
{
    [Fact]
    public async Task The_lines_for_PyTorch_write_models_that_are_analysed()
    {
        using Cli cli = new();
        string lines = DocumentBlocks.In("docs/reference/models.md").First(block => block.Language == "python").Text;
        string printed = Python.Run(
            "torch",
            """
            import os, sys
            import numpy as np, torch
            os.chdir(sys.argv[1])
            os.mkdir("checkpoints")
            torch.manual_seed(1)
            images, labels = torch.rand(120, 1, 6, 6), torch.arange(120) % 3
            images[torch.arange(120), 0, labels] += 1
            np.savez("images.npz", image=images.numpy(), labels=labels.numpy())
            model = torch.nn.Sequential(
                torch.nn.Conv2d(1, 8, 3), torch.nn.BatchNorm2d(8), torch.nn.ReLU(), torch.nn.Flatten(),
                torch.nn.Linear(128, 12), torch.nn.Dropout(0.2), torch.nn.ReLU(), torch.nn.Linear(12, 3))
            example = images[:1]
            optimizer = torch.optim.SGD(model.parameters(), 0.1)
            for epoch in range(3):
                for some in torch.randperm(120).split(30):
                    optimizer.zero_grad()
                    torch.nn.functional.cross_entropy(model(images[some]), labels[some]).backward()
                    optimizer.step()
                exec(sys.argv[2])
            assert model.training
            model.eval()
            print((model(images).argmax(1) == labels).double().mean().item())
            """,
            cli.Folder,
            lines);

        (await cli.RunAsync("analyze checkpoints/epoch-*.onnx --data images.npz --json out.json")).Succeeds();

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        JsonElement last = document.RootElement.GetProperty("snapshots")[2];
        Assert.Equal(2, last.GetProperty("layers").GetArrayLength());
        double expected = double.Parse(printed.Trim().Split('\n')[^1], CultureInfo.InvariantCulture);
        Assert.Equal(expected, last.GetProperty("accuracy").GetProperty("evaluated").GetDouble(), 6);
    }
}

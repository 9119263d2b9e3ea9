namespace Coterie.EndToEnd.Tests;

/// <summary>The lines of Python in <c>docs/reference/dumps.md</c>, run word for word.</summary>
public class DumpLinesTests
{
    [Fact]
    public async Task The_lines_for_PyTorch_write_dumps_that_are_analysed()
    {
        using Cli cli = new();
        string lines = DocumentBlocks.In("docs/reference/dumps.md").First(block => block.Language == "python").Text;
        Python.Run(
            "torch",
            $$"""
            import sys
            {{lines}}
            torch.manual_seed(1)
            x = torch.rand(120, 1, 6, 6)
            y = torch.arange(120) % 3
            x[torch.arange(120), 0, y] += 1
            class Net(torch.nn.Module):
                def __init__(self):
                    super().__init__()
                    self.conv, self.relu1 = torch.nn.Conv2d(1, 8, 3), torch.nn.ReLU()
                    self.fc, self.relu2 = torch.nn.Linear(128, 12), torch.nn.ReLU()
                    self.out = torch.nn.Linear(12, 3)
                def forward(self, x):
                    return self.out(self.relu2(self.fc(self.relu1(self.conv(x)).flatten(1))))
            model = Net()
            loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=32)
            optimizer = torch.optim.SGD(model.parameters(), 0.1)
            for epoch in range(1, 4):
                for some, label in loader:
                    optimizer.zero_grad()
                    torch.nn.functional.cross_entropy(model(some), label).backward()
                    optimizer.step()
                dump(f"{sys.argv[1]}/epoch-{epoch:02}.npz", model, loader, ["relu1", "relu2"])
            assert model.training
            assert not model.relu1._forward_hooks
            last = np.load(f"{sys.argv[1]}/epoch-03.npz")
            assert np.allclose(last["relu1"], model.relu1(model.conv(x)).mean((2, 3)).detach().numpy(), atol=1e-6)
            """,
            cli.Folder);

        Outcome outcome = (await cli.RunAsync("analyze epoch-*.npz --json out.json")).Succeeds();

        Assert.DoesNotContain("warning:", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("relu2", File.ReadAllText(cli["out.json"]), StringComparison.Ordinal);
    }
}

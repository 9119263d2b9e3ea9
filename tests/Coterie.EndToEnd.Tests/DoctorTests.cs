using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

public class DoctorTests
{
    [Fact]
    public async Task Every_part_is_named_and_those_that_compute_do()
    {
        using Cli cli = new();
        Outcome outcome = (await cli.RunAsync("doctor --json doctor.json")).Succeeds();
        string[] parts = ["version", "system", "processor", "threads", "memory", "torch", "CUDA", "ONNX Runtime", "page"];
        foreach (string part in parts) Assert.Contains($"\n  {part} ", $"\n{outcome.Output}", StringComparison.Ordinal);

        using JsonDocument document = JsonDocument.Parse(
            await File.ReadAllTextAsync(cli["doctor.json"], TestContext.Current.CancellationToken));
        Assert.True(document.RootElement.GetProperty("isSound").GetBoolean());
        JsonElement[] found = [.. document.RootElement.GetProperty("parts").EnumerateArray()];
        Assert.Equal(parts, found.Select(part => part.GetProperty("name").GetString()!), StringComparer.Ordinal);
        JsonElement torch = found.Single(part => part.GetProperty("name").GetString() == "torch");
        Assert.Equal("present", torch.GetProperty("state").GetString());
        Assert.False(torch.TryGetProperty("remedy", out _));
    }

    [Fact]
    public async Task Without_libtorch_it_says_what_brings_it()
    {
        using Cli cli = new();
        // The assemblies and nothing native; .deps.json would ask for the rest.
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Cli.Path)!, "*.*"))
        {
            if (file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".runtimeconfig.json", StringComparison.Ordinal))
            {
                cli.Write($"bin/{Path.GetFileName(file)}", await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            }
        }
        Outcome outcome = await cli.ProgramAsync("dotnet", cli["bin/Coterie.Cli.dll"], "doctor");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("torch         does not load: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet tool install --global Coterie.Tool", outcome.Output, StringComparison.Ordinal);
    }
}

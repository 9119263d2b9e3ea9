using Coterie.Runs.Folder;

namespace Coterie.Runs.Tests;

public class ReferencesTests
{
    [Fact]
    public void Runs_are_read_and_written_without_TorchSharp()
    {
        Assert.Contains("Coterie.Onnx", AssemblyReferences.Of(typeof(RunReader).Assembly));
        AssemblyReferences.RequireNoTorch(typeof(RunReader).Assembly);
    }
}

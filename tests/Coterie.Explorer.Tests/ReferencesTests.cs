namespace Coterie.Explorer.Tests;

public class ReferencesTests
{
    [Fact]
    public void Runs_are_explored_without_TorchSharp()
    {
        Assert.Contains("Coterie.Runs", AssemblyReferences.Of(typeof(ExplorerServer).Assembly));
        AssemblyReferences.RequireNoTorch(typeof(ExplorerServer).Assembly);
    }
}

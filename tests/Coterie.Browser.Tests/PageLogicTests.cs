using System.Diagnostics;
using System.Reflection;

namespace Coterie.Browser.Tests;

/// <summary>The tests that the page brings along, run by Node.</summary>
public sealed class PageLogicTests
{
    private static readonly string Web =
        typeof(PageLogicTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Web").Value!;

    [Fact]
    public async Task Every_test_of_the_page_passes()
    {
        if (!Directory.Exists(Path.Combine(Web, "node_modules"))) Assert.Skip("Node was not here when the page was to be built");
        using Process npm = Process.Start(new ProcessStartInfo("npm", ["test"])
        {
            WorkingDirectory = Web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> output = npm.StandardOutput.ReadToEndAsync(cancellation), error = npm.StandardError.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        Assert.True(npm.ExitCode == 0, $"{await output}\n{await error}");
    }
}

using System.Diagnostics;

namespace Coterie.Tests.Shared;

/// <summary>The system's Python, with which results are compared where it is there.</summary>
internal static class Python
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Runs a script; the calling test is skipped where Python or a module that the script imports is missing.</summary>
    /// <param name="modules">The modules, as <c>import</c> names them.</param>
    /// <param name="script">The script; a failed <c>assert</c> fails the test.</param>
    /// <param name="arguments">What the script finds in <c>sys.argv[1:]</c>.</param>
    /// <returns>What it printed.</returns>
    public static string Run(string modules, string script, params string[] arguments)
    {
        string missing = $"{Program} with {modules} is not here";
        Assert.SkipUnless(File.Exists(Program), missing);
        (int exitCode, string output, string error) = Start(["-c", script, .. arguments]);
        // Only a script that failed is asked whether it has its modules: to import PyTorch takes seconds.
        if (exitCode != 0) Assert.SkipUnless(Has(modules), missing);
        Assert.True(exitCode == 0, $"Python ended with {exitCode}:\n{error}");
        return output;
    }

    /// <summary>Whether Python and some modules are there.</summary>
    public static bool Has(string modules) => File.Exists(Program) && Start(["-c", $"import {modules}"]).ExitCode == 0;

    private static (int ExitCode, string Output, string Error) Start(string[] arguments)
    {
        ProcessStartInfo start = new(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}

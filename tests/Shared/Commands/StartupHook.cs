using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;

#pragma warning disable CA1050, MA0047 // .NET looks for this name without a namespace.

/// <summary>
/// The inner side of a <see cref="WarmCommand"/>. .NET calls it before the command's own <c>Main</c> where <c>DOTNET_STARTUP_HOOKS</c>
/// names this assembly. It runs <c>Main</c> for each line of standard input, and ends when there are no more. Only types of .NET itself
/// may be used here: the command's folder has no others of the tests.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        using StreamReader requests = new(Console.OpenStandardInput());
        using StreamWriter answers = new(Console.OpenStandardOutput()) { AutoFlush = true };
        MethodInfo main = AssemblyLoadContext.Default.LoadFromAssemblyPath(Environment.GetCommandLineArgs()[0]).EntryPoint!;
        while (requests.ReadLine() is { } line)
        {
            answers.WriteLine(JsonSerializer.Serialize(Run(main, JsonSerializer.Deserialize<WarmRequest>(line)!)));
        }
        Environment.Exit(0);
    }

    private static Outcome Run(MethodInfo main, WarmRequest request)
    {
        UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: false);
        using MemoryStream output = new(), error = new();
        using StreamWriter outputWriter = new(output, encoding) { AutoFlush = true };
        using StreamWriter errorWriter = new(error, encoding) { AutoFlush = true };
        Console.SetOut(outputWriter);
        Console.SetError(errorWriter);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", request.Cache);
        Environment.CurrentDirectory = request.Folder;
        int exitCode = (int)main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [request.Arguments], culture: null)!;
        // The caller deletes the folder.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        return new Outcome(exitCode, encoding.GetString(output.ToArray()), encoding.GetString(error.ToArray()));
    }
}

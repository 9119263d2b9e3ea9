using System.CommandLine;
using System.Reflection;

namespace Coterie.Docs.Tests;

/// <summary>The command as it is built.</summary>
internal static class BuiltCommand
{
    /// <summary>The command's assembly.</summary>
    public static string Assembly { get; } =
        typeof(BuiltCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Cli").Value!;

    /// <summary>The command's own parser, which is internal there.</summary>
    public static RootCommand Root { get; } = (RootCommand)System.Reflection.Assembly.LoadFrom(Assembly)
        .GetType("Coterie.Cli.CommandLine", throwOnError: true)!
        .GetMethod("Root")!
        .Invoke(null, [null])!;
}

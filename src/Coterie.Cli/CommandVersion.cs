using System.Reflection;

namespace Coterie.Cli;

/// <summary>The version of the command, as <c>coterie --version</c> shows it: <c>0.1.0+3d0e693</c>.</summary>
internal static class CommandVersion
{
    private const int CommitLength = 7;

    /// <summary>The version, and the first digits of its commit where it was built from a clone.</summary>
    public static string Text { get; } = Shorten(
        typeof(CommandVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    private static string Shorten(string version)
    {
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 1 + CommitLength)];
    }
}

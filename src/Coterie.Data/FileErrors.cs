namespace Coterie.Data;

/// <summary>What the system says when a file or folder cannot be used.</summary>
internal static class FileErrors
{
    /// <summary>Whether an exception is the system's refusal: a full disk, a missing permission, a damaged device.</summary>
    /// <param name="error">The exception.</param>
    public static bool Is(Exception error)
    {
        // The last is how .NET says that a file is longer than the file system, or a limit of the user's, allows.
        return error is IOException or UnauthorizedAccessException
            or ArgumentOutOfRangeException { ParamName: "value", TargetSite.DeclaringType.Namespace: "System.IO" };
    }

    /// <summary>Does something with a file or folder; the system's refusal becomes an error that names it.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="problem">What the error says before the system's own words, such as <c>cannot be written</c>.</param>
    /// <param name="use">What to do.</param>
    /// <exception cref="InputException">The system refused.</exception>
    public static void Name(string path, string problem, Action use)
    {
        ArgumentNullException.ThrowIfNull(use);
        try
        {
            use();
        }
        catch (Exception e) when (Is(e))
        {
            throw new InputException($"{path}: {problem}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}

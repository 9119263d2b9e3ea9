namespace Coterie.Tests.Shared;

/// <summary>The real data and models that lie beside the project, where they do.</summary>
internal static class SharedData
{
    /// <summary>The path of something under <c>../shared</c>; the calling test is skipped where it is missing.</summary>
    public static string Require(string relativePath)
    {
        if (Find(relativePath) is { } path) return path;
        Assert.Skip($"../shared/{relativePath} is not here");
        throw new InvalidOperationException("unreachable: Assert.Skip throws");
    }

    /// <summary>The path of something under <c>../shared</c>; null where it is missing.</summary>
    public static string? Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Coterie.slnx"))) continue;
            string path = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", relativePath));
            if (File.Exists(path) || Directory.Exists(path)) return path;
            break;
        }
        return null;
    }
}

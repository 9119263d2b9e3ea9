
namespace Coterie.EndToEnd.Tests;

/// <summary>The small inputs that <c>../shared/cases/make.py</c> writes, a folder each; made once for all tests.</summary>
public sealed class Cases : IDisposable
{
    private readonly Lazy<string> folder = new(Make);

    /// <summary>The names of the cases, in order.</summary>
    public IEnumerable<string> Names =>
        Directory.GetDirectories(folder.Value).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The path of a file of a case.</summary>
    public string PathOf(string name, string file) => Path.Combine(folder.Value, name, file);

    /// <summary>Copies the files of a case, as each test works in a folder of its own.</summary>
    public void CopyTo(string name, string target)
    {
        string source = Path.Combine(folder.Value, name);
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (folder.IsValueCreated) Directory.Delete(folder.Value, recursive: true);
    }

    private static string Make()
    {
        string script = SharedData.Require("cases/make.py");
        string made = Directory.CreateTempSubdirectory("coterie-cases-").FullName;
        Python.Run("numpy, PIL", "import runpy, sys; sys.argv.pop(0); runpy.run_path(sys.argv[0], run_name='__main__')", script, made);
        return made;
    }
}

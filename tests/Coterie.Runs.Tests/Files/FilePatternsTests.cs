using Coterie.Runs.Files;

namespace Coterie.Runs.Tests.Files;

public class FilePatternsTests
{
    [Theory]
    [InlineData("*.npz", "a1.npz a2.npz b[1].npz")]
    [InlineData("a?.npz", "a1.npz a2.npz")]
    [InlineData("run*/acts.npz", "run1/acts.npz run2/acts.npz")]
    [InlineData("run1/*", "run1/acts.npz run1/other.npz")]
    [InlineData("*/o*.npz", "run1/other.npz")]
    [InlineData(".h*.npz", ".hidden.npz")]
    [InlineData("b[1].npz", "b[1].npz")]
    [InlineData("none.npz", "none.npz")]
    public void Patterns_stand_for_files(string pattern, string expected)
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["run1", "run2", "d.npz"]) Directory.CreateDirectory(folder[name]);
        string[] files = ["a1.npz", "a2.npz", "b[1].npz", ".hidden.npz", "run1/acts.npz", "run1/other.npz", "run2/acts.npz"];
        foreach (string name in files) folder.Write(name, "");

        Assert.Equal([.. expected.Split(' ').Select(name => folder[name])], FilePatterns.Expand([folder[pattern]]));
    }

    [Fact]
    public void A_pattern_without_files_is_refused_by_name()
    {
        using TemporaryFolder folder = new();
        foreach (string pattern in (string[])["epoch-*.npz", "none/*.npz", "no*/a.npz"])
        {
            string message = Assert.Throws<InputException>(() => FilePatterns.Expand([folder[pattern]])).Message;
            Assert.StartsWith($"{folder[pattern]}: found no file", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tilde_is_the_users_folder()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.Equal([$"{home}/none/e1.npz", "~x/e1.npz"], FilePatterns.Expand(["~/none/e1.npz", "~x/e1.npz"]));
    }
}

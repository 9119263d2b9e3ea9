namespace Coterie.Data.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string At(string name) => Path.Combine(folder.Path, name);

    private string Old(string name = "file") => folder.Write(name, "a long old text"u8.ToArray());

    private static void WriteNew(string path) => AtomicFile.Write(path, stream => stream.Write("new"u8));

    private string[] Files() =>
        [.. Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void An_existing_file_is_replaced()
    {
        string path = Old();

        WriteNew(path);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["file"], Files());
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    public void The_old_file_stays_if_writing_fails(Type failure)
    {
        string path = Old();

        Exception? thrown = Record.Exception(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw (Exception)Activator.CreateInstance(failure, "no space")!;
        }));

        // The user can do something about an I/O error; any other exception is the writer's mistake and is passed on.
        if (failure == typeof(IOException))
            Assert.Equal($"{path}: cannot be written: no space", Assert.IsType<InputException>(thrown).Message);
        else
            Assert.IsType(failure, thrown);
        Assert.Equal("a long old text", File.ReadAllText(path));
        Assert.Equal(["file"], Files());
    }

    [Fact]
    public void What_killed_processes_left_of_the_same_file_is_deleted_and_nothing_else()
    {
        string token = new('0', 32);
        string[] others =
        [
            "file.part", $"file.{token}", $"file.{token}.part.txt", $"file.{token[1..]}g.part", $"file.{token}0.part",
            $"other.{token}.part",
        ];
        foreach (string name in (string[])[.. others, $"file.{token}.part", $"file.{new string('f', 32)}.part"]) Old(name);

        WriteNew(At("file"));

        Assert.Equal("new", File.ReadAllText(At("file")));
        Assert.Equal([.. others.Append("file").Order(StringComparer.Ordinal)], Files());
        Assert.All(others, name => Assert.Equal("a long old text", File.ReadAllText(At(name))));
    }

    [Fact]
    public void A_file_with_a_very_long_name_is_written()
    {
        string name = $"{new string('é', 100)}.json";
        WriteNew(At(name));
        Assert.Equal([name], Files());
    }

    [Fact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes in folders are told from files on Linux only");
        System.Diagnostics.Process.Start("mkfifo", [At("pipe")]).WaitForExit();

        Assert.Contains("found a pipe", Assert.Throws<InputException>(() => WriteNew(At("pipe"))).Message, StringComparison.Ordinal);
        Assert.Contains("found a pipe", Assert.Throws<IOException>(() => InputFile.Open(At("pipe"))).Message, StringComparison.Ordinal);
        Assert.Contains("found a pipe", Assert.Throws<IOException>(() => InputFile.Open("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => InputFile.Open(At("none")));
        using (FileStream file = InputFile.Open(Old())) Assert.Equal(15, file.Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        Old("in-the-way");
        foreach (string path in (string[])[At("in-the-way/file"), At("nowhere/file")])
        {
            InputException e = Assert.Throws<InputException>(() => WriteNew(path));
            Assert.StartsWith($"{path}: cannot be written", e.Message, StringComparison.Ordinal);
        }
        Directory.CreateDirectory(At("a-folder"));
        Assert.Throws<InputException>(() => WriteNew(At("a-folder")));
        Assert.Equal(["a-folder", "in-the-way"], Files());
    }

    [Fact]
    public void Several_writers_of_a_file_do_not_disturb_each_other_and_the_last_one_wins()
    {
        string path = Old();
        using (AtomicFile first = new(path), second = new(path), third = new(path))
        {
            first.Stream.Write("first"u8);
            second.Stream.Write("second"u8);
            third.Stream.Write("third"u8);
            second.Commit();
            first.Commit();
        }

        Assert.Equal("first", File.ReadAllText(path));
        Assert.Equal(["file"], Files());
    }

    // The target is missing, or there already; the link names it by its full path or from its own folder.
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_symbolic_link_stays_and_its_target_is_written(bool isThere, bool isRelative)
    {
        string target = At("elsewhere/target");
        Directory.CreateDirectory(At("elsewhere"));
        if (isThere) Old("elsewhere/target");
        File.CreateSymbolicLink(At("link"), isRelative ? "elsewhere/target" : target);

        WriteNew(At("link"));

        Assert.NotNull(new FileInfo(At("link")).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal([target], Directory.GetFiles(At("elsewhere")));
        Assert.Equal(["elsewhere", "link"], Files());
    }

    [Fact]
    public void A_chain_of_links_is_followed_to_its_end()
    {
        string target = Old("c/target");
        Directory.CreateDirectory(At("a/b"));
        Directory.CreateSymbolicLink(At("shortcut"), At("a/b"));
        // From the folder behind the shortcut, ".." is a; from the shortcut's own, by text, it would be the top.
        File.CreateSymbolicLink(At("a/b/two"), "../../c/target");
        File.CreateSymbolicLink(At("one"), "shortcut/two");

        WriteNew(At("one"));

        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal("shortcut/two", new FileInfo(At("one")).LinkTarget);
        Assert.Equal("../../c/target", new FileInfo(At("a/b/two")).LinkTarget);
        Assert.Equal(["a", "c", "one", "shortcut"], Files());
    }

    [Fact]
    public void Links_in_a_circle_and_links_to_devices_are_refused()
    {
        File.CreateSymbolicLink(At("one"), "two");
        File.CreateSymbolicLink(At("two"), "one");
        File.CreateSymbolicLink(At("device"), "/dev/null");

        Assert.Contains("symbolic links", Assert.Throws<InputException>(() => WriteNew(At("one"))).Message, StringComparison.Ordinal);
        Assert.Contains("found a device", Assert.Throws<InputException>(() => WriteNew(At("device"))).Message, StringComparison.Ordinal);
        Assert.Contains("found a device", Assert.Throws<InputException>(() => WriteNew("/dev/null")).Message, StringComparison.Ordinal);
        Assert.Equal(["device", "one", "two"], Files());
    }

    [Fact]
    public void Permissions_of_a_replaced_file_are_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix permissions");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherExecute;
        string path = Old();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);

        WriteNew(path);

        if (!OperatingSystem.IsWindows()) Assert.Equal(mode, File.GetUnixFileMode(path));
    }
}

using System.Buffers.Binary;
using System.Text;
using TorchSharp;

namespace Coterie.Torch.Tests;

public class NativeLibraryTests
{
    private const string Version = "GLIBCXX_3.4.32";
    private const int VersionNeeds = 0x6ffffffe;

    [Fact]
    public void TorchComputes()
    {
        using torch.Tensor sum = torch.ones(2, 3).sum();
        Assert.Equal(6, sum.item<float>());
    }

    [Fact]
    public void TheLibraryInTheOutputDoesNotInsistOnALibstdcxxThatIsNotHere()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("only Linux versions symbols so");
        byte[] image = File.ReadAllBytes(OutputFile("libLibTorchSharp.so"));
        (string Name, ushort Flags)[] needs = [.. Needs(image)];
        Assert.Contains(needs, need => need.Name == "GLIBCXX_3.4" && need.Flags == 0);
        if (MachineHasVersion()) return;
        Assert.Equal(0x2, Assert.Single(needs, need => need.Name == Version).Flags);
    }

    [Fact]
    public void OnlyThisSystemsLibrariesAreInTheOutput()
    {
        string runtimes = Path.Combine(AppContext.BaseDirectory, "runtimes");
        if (!Directory.Exists(runtimes)) return;
        string[] withNative = [.. Directory.GetDirectories(runtimes).Where(folder => Directory.Exists(Path.Combine(folder, "native")))];
        Assert.Single(withNative);
        string[] files = Directory.GetFiles(runtimes, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => file.Contains("python", StringComparison.Ordinal));
    }

    private static string OutputFile(string name)
    {
        return Directory.GetFiles(AppContext.BaseDirectory, name, SearchOption.AllDirectories).Single();
    }

    private static bool MachineHasVersion()
    {
        string map = File.ReadLines("/proc/self/maps").First(line => line.Contains("/libstdc++.so", StringComparison.Ordinal));
        byte[] library = File.ReadAllBytes(map[map.IndexOf('/', StringComparison.Ordinal)..]);
        return library.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{Version}\0")) >= 0;
    }

    private static IEnumerable<(string Name, ushort Flags)> Needs(byte[] image)
    {
        int sections = (int)U64(40), size = U16(58), count = U16(60);
        int section = Enumerable.Range(0, count).Select(s => sections + s * size).Single(s => U32(s + 4) == VersionNeeds);
        int names = (int)U64(sections + U32(section + 40) * size + 24);
        int need = (int)U64(section + 24);
        for (int n = U32(section + 44); n > 0; n--)
        {
            int version = need + U32(need + 8);
            for (int v = U16(need + 2); v > 0; v--)
            {
                int name = names + U32(version + 8);
                int end = Array.IndexOf(image, (byte)0, name);
                yield return (Encoding.ASCII.GetString(image.AsSpan(name, end - name)), (ushort)U16(version + 4));
                version += U32(version + 12);
            }
            need += U32(need + 12);
        }

        long U64(int at) => BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(at));
        int U32(int at) => BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(at));
        int U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(at));
    }
}

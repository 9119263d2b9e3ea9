using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Marks a shared library's requirement of one symbol version as weak, in a copy. Structures and constants are those of
/// the ELF-64 object file format and of the Linux Standard Base, "Symbol Versioning".
/// </summary>
public sealed class WeakenGlibcxx : Task
{
    private const int SectionTypeVersionNeeds = 0x6ffffffe; // SHT_GNU_verneed, the section .gnu.version_r
    private const ushort Weak = 0x2; // VER_FLG_WEAK

    /// <summary>The library; only read.</summary>
    [Required] public string Library { get; set; } = "";

    /// <summary>The version that may be missing.</summary>
    [Required] public string Version { get; set; } = "";

    /// <summary>Whether to make the copy even if this machine's libstdc++ has the version.</summary>
    public bool Always { get; set; }

    /// <summary>The folder for the copy.</summary>
    [Required] public string Folder { get; set; } = "";

    /// <summary>The file that receives the path of the copy, or nothing if none was needed.</summary>
    [Required] public string Record { get; set; } = "";

    public override bool Execute()
    {
        Directory.CreateDirectory(Folder);
        string copy = "";
        if (Always || !MachineHas(Version))
        {
            byte[] image = File.ReadAllBytes(Library);
            try
            {
                int flags = FindFlags(image);
                if (flags >= 0 && (ReadUInt16(image, flags) & Weak) == 0)
                {
                    image[flags] |= (byte)Weak;
                    copy = Path.Combine(Folder, Path.GetFileName(Library));
                    File.WriteAllBytes(copy, image);
                    Log.LogMessage(MessageImportance.Normal, "{0}: {1} marked weak in {2}", Library, Version, copy);
                }
            }
            catch (ArgumentException e)
            {
                Log.LogError("{0}: its ELF structures point outside the file ({1})", Library, e.Message);
                return false;
            }
        }
        File.WriteAllText(Record, copy);
        return true;
    }

    /// <summary>The offset of vna_flags; -1 if the image is no little-endian ELF-64 file or has no such requirement.</summary>
    private int FindFlags(byte[] image)
    {
        if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F') return -1;
        if (image[4] != 2 || image[5] != 1) return -1;

        int sections = ReadOffset(image, 40), sectionSize = ReadUInt16(image, 58), sectionCount = ReadUInt16(image, 60);
        for (int s = 0; s < sectionCount; s++)
        {
            int section = sections + s * sectionSize;
            if (ReadInt32(image, section + 4) != SectionTypeVersionNeeds) continue;

            int names = ReadOffset(image, sections + ReadInt32(image, section + 40) * sectionSize + 24);
            int need = ReadOffset(image, section + 24), needCount = ReadInt32(image, section + 44);
            for (int n = 0; n < needCount; n++)
            {
                int version = need + ReadInt32(image, need + 8), versionCount = ReadUInt16(image, need + 2);
                for (int v = 0; v < versionCount; v++)
                {
                    if (NameIs(image, names + ReadInt32(image, version + 8), Version)) return version + 4;
                    version += ReadInt32(image, version + 12);
                }
                need += ReadInt32(image, need + 12);
            }
        }
        return -1;
    }

    /// <summary>Whether the libstdc++ that this process has loaded, which is the one the loader finds, defines the version.</summary>
    private static bool MachineHas(string version)
    {
        if (!File.Exists("/proc/self/maps")) return false;
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            int path = line.IndexOf('/');
            if (path < 0 || !line.Contains("/libstdc++.so")) continue;
            // The name of a version that a library defines is in its string table, between two zero bytes.
            string text = Encoding.GetEncoding("iso-8859-1").GetString(File.ReadAllBytes(line.Substring(path)));
            return text.IndexOf("\0" + version + "\0", StringComparison.Ordinal) >= 0;
        }
        return false;
    }

    private static bool NameIs(byte[] image, int at, string name)
    {
        int length = Encoding.ASCII.GetByteCount(name);
        return at >= 0 && at + length < image.Length && image[at + length] == 0 && Encoding.ASCII.GetString(image, at, length) == name;
    }

    private static ushort ReadUInt16(byte[] image, int at) { return BitConverter.ToUInt16(image, at); }

    private static int ReadInt32(byte[] image, int at) { return BitConverter.ToInt32(image, at); }

    private static int ReadOffset(byte[] image, int at)
    {
        long offset = BitConverter.ToInt64(image, at);
        if (offset < 0 || offset > int.MaxValue) throw new ArgumentOutOfRangeException("at", "offset " + offset);
        return (int)offset;
    }
}

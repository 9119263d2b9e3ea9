using System.Text;
using Coterie.Bench.Compare;
using Coterie.Bench.Kernels;

namespace Coterie.Bench.Dumps;

/// <summary>A dump of one layer, larger than memory if wanted, as NumPy writes it: <c>activations.npy</c> and <c>labels.npy</c>.</summary>
/// <param name="folder">Where the files are kept.</param>
/// <param name="bytes">About how many bytes of activations.</param>
internal sealed class LargeDump(string folder, long bytes)
{
    private const int Neurons = 512;
    private const int Classes = 10;
    private const int Batch = 4096;

    public string Activations { get; } = Path.Combine(folder, $"activations-{bytes}.npy");

    public string Labels { get; } = Path.Combine(folder, $"labels-{bytes}.npy");

    /// <summary>Writes the files, unless they are there from another time.</summary>
    public void Make()
    {
        if (File.Exists(Activations)) return;
        Directory.CreateDirectory(folder);
        int batches = (int)(bytes / ((long)Batch * Neurons * sizeof(float)));
        GeneratedActivations generated = new(Neurons, Classes);
        // Written beside its name, so that a file that is there is whole.
        string part = Activations + ".part";
        using (FileStream activations = Open(part, "<f4", $"({(long)batches * Batch}, {Neurons})"))
        using (FileStream labels = Open(Labels, "<i4", $"({(long)batches * Batch},)"))
        {
            float[] rows = new float[Batch * Neurons];
            int[] classes = new int[Batch];
            for (long batch = 0; batch < batches; batch++)
            {
                generated.Fill(batch * Batch, rows, classes);
                RawFile.Append<float>(activations, rows);
                RawFile.Append<int>(labels, classes);
            }
        }
        File.Move(part, Activations);
    }

    // The header of NumPy's format 1.0 ends at a multiple of 64 bytes.
    private static FileStream Open(string path, string type, string shape)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        header = header.PadRight((10 + header.Length + 64) / 64 * 64 - 11) + '\n';
        FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write([0x93, .. Encoding.ASCII.GetBytes("NUMPY"), 1, 0, (byte)(header.Length % 256), (byte)(header.Length / 256)]);
        file.Write(Encoding.ASCII.GetBytes(header));
        return file;
    }
}

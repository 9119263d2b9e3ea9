using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>Reads an array sample by sample, each sample's values as in C order, whichever order they have in the file.</summary>
/// <remarks>
/// In Fortran order the values of a sample are far apart. Where the file can be read in any order, some samples at a time are collected
/// in a block of memory; a compressed array can only be read from its beginning, so it is kept in memory whole.
/// </remarks>
internal sealed class ArrayRows
{
    private const int BlockBytes = 64 << 20;

    private readonly DumpArray array;
    private readonly int valueBytes;
    private readonly long samples;
    private readonly long blockSamples;
    private byte[] block = [];
    private int[] columns = [];
    private long blockStart;
    private long blockEnd;
    private long next;

    /// <summary>Checks that a sample fits into memory.</summary>
    /// <exception cref="InputException">
    /// The array has no values, a sample is too large, or the array is compressed, in Fortran order and too large.
    /// </exception>
    public ArrayRows(DumpArray array)
    {
        this.array = array;
        ArrayHeader header = array.Header;
        if (header.Shape.Contains(0)) throw array.Bad($"shape {header.ShapeText}", "no axis of length 0");
        valueBytes = header.Type.Size;
        samples = header.Shape[0];
        if (SizeProduct.Of([.. header.Shape.AsSpan(1), valueBytes], Array.MaxLength) is not { } rowBytes)
        {
            throw array.Bad($"shape {header.ShapeText}", "less than 2 GB for a sample; pool before saving");
        }
        RowBytes = (int)rowBytes;
        blockSamples = array.CanSeek ? Math.Clamp(BlockBytes / rowBytes, 1, samples) : samples;
        if (header.FortranOrder && SizeProduct.Of([blockSamples, rowBytes], Array.MaxLength) is null)
        {
            throw array.Bad(
                "values in Fortran order", "C order for more than 2 GB in an archive; save it with np.ascontiguousarray, or as .npy");
        }
    }

    /// <summary>The bytes of one sample.</summary>
    public int RowBytes { get; }

    /// <summary>Reads the next samples, as many as fill the memory.</summary>
    /// <exception cref="InputException">The array ends, or is damaged.</exception>
    public void Fill(Span<byte> rows)
    {
        if (!array.Header.FortranOrder)
        {
            array.Fill(rows);
            return;
        }
        while (!rows.IsEmpty)
        {
            if (next == blockEnd) ReadBlock();
            int length = (int)Math.Min(rows.Length, (blockEnd - next) * RowBytes);
            Collect(rows[..length]);
            rows = rows[length..];
        }
    }

    private void ReadBlock()
    {
        if (block.Length == 0)
        {
            block = GC.AllocateUninitializedArray<byte>((int)blockSamples * RowBytes);
            columns = Columns(array.Header.Shape);
        }
        blockStart = blockEnd;
        blockEnd = Math.Min(samples, blockStart + blockSamples);
        if (blockSamples == samples)
        {
            array.Fill(block);
            return;
        }
        int length = (int)(blockEnd - blockStart) * valueBytes;
        for (int k = 0; k < columns.Length; k++)
        {
            array.FillAt((k * samples + blockStart) * valueBytes, block.AsSpan(k * length, length));
        }
    }

    // Takes the next samples out of the block.
    private void Collect(Span<byte> rows)
    {
        long held = blockEnd - blockStart;
        for (int k = 0; k < columns.Length; k++)
        {
            ReadOnlySpan<byte> column = block.AsSpan((int)(columns[k] * held + next - blockStart) * valueBytes);
            for (int row = k * valueBytes, at = 0; row < rows.Length; row += RowBytes, at += valueBytes)
            {
                column.Slice(at, valueBytes).CopyTo(rows[row..]);
            }
        }
        next += rows.Length / RowBytes;
    }

    // For each value of a sample in C order, where it stands among the sample's values in Fortran order.
    private static int[] Columns(long[] shape)
    {
        int[] columns = [0];
        long stride = 1;
        foreach (long size in shape.AsSpan(1))
        {
            int[] longer = new int[columns.Length * size];
            for (int k = 0; k < longer.Length; k++)
            {
                (long outer, long inner) = Math.DivRem(k, size);
                longer[k] = columns[outer] + (int)(inner * stride);
            }
            columns = longer;
            stride *= size;
        }
        return columns;
    }
}

using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>Reads an array sample by sample, each sample's values as in C order, whichever order they have in the file.</summary>
/// <remarks>
/// In Fortran order the values of a sample are far apart, and a compressed array can only be read from its beginning, so such an array is
/// kept in memory whole.
/// </remarks>
internal sealed class NpyRows
{
    private readonly NpyReader reader;
    private readonly int valueBytes;
    private readonly long samples;
    private byte[]? whole;
    private int[] columns = [];
    private long next;

    /// <summary>Checks that a sample fits into memory.</summary>
    /// <exception cref="InputException">
    /// The array has no values, a sample is too large, or the array is in Fortran order and too large.
    /// </exception>
    public NpyRows(NpyReader reader)
    {
        this.reader = reader;
        NpyHeader header = reader.Header;
        if (header.Shape.Contains(0)) throw reader.Bad($"shape {header.ShapeText}", "no axis of length 0");
        valueBytes = header.Type.Size;
        samples = header.Shape[0];
        if (SizeProduct.Of([.. header.Shape.AsSpan(1), valueBytes], Array.MaxLength) is not { } rowBytes)
        {
            throw reader.Bad($"shape {header.ShapeText}", "less than 2 GB for a sample; pool before saving");
        }
        RowBytes = (int)rowBytes;
        if (header.FortranOrder && SizeProduct.Of([samples, rowBytes], Array.MaxLength) is null)
        {
            throw reader.Bad("values in Fortran order", "C order for more than 2 GB; save it with np.ascontiguousarray");
        }
    }

    /// <summary>The bytes of one sample.</summary>
    public int RowBytes { get; }

    /// <summary>Reads the next samples, as many as fill the memory.</summary>
    /// <exception cref="InputException">The array ends, or is damaged.</exception>
    public void Fill(Span<byte> rows)
    {
        if (!reader.Header.FortranOrder)
        {
            reader.Fill(rows);
            return;
        }
        if (whole is null)
        {
            whole = GC.AllocateUninitializedArray<byte>((int)samples * RowBytes);
            reader.Fill(whole);
            columns = Columns(reader.Header.Shape);
        }
        for (int k = 0; k < columns.Length; k++)
        {
            ReadOnlySpan<byte> column = whole.AsSpan((int)(columns[k] * samples + next) * valueBytes);
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

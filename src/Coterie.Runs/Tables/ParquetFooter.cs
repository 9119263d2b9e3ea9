using System.Buffers.Binary;

namespace Coterie.Runs.Tables;

/// <summary>
/// Checks that the footer of a Parquet file is one whole structure of Thrift's compact protocol, that its fields have their types, and that
/// its counts fit the file. On a footer that is not, Parquet.Net may never return, or take memory for rows that are not there.
/// </summary>
/// <remarks>
/// https://parquet.apache.org/docs/file-format and https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
/// </remarks>
internal sealed class ParquetFooter
{
    private const int TailLength = 8, MagicLength = 4, DeepestNesting = 16;

    private const int BooleanTrue = 1, BooleanFalse = 2, SignedByte = 3, Integer16 = 4, Integer32 = 5, Integer64 = 6, Double = 7;
    private const int Binary = 8, List = 9, Set = 10, Struct = 12;

    // A structure or field is named by the numbers of the fields that lead to it, a byte each.
    private const int Schema = 0x02, RowGroup = 0x04, Column = 0x0401, ColumnData = 0x040103, Statistics = 0x0401030C;
    private const int FileRows = 0x03, GroupRows = 0x0403, ColumnValues = 0x04010305;

    // The type of each field, from 1, in hexadecimal.
    private static readonly Dictionary<int, string> Fields = new()
    {
        [0] = "5969989C8",
        [Schema] = "555855555C",
        [RowGroup] = "9669664",
        [Column] = "86C65658C",
        [ColumnData] = "59956669666C965C",
        [Statistics] = "88668811",
    };

    private static readonly Dictionary<int, int> Elements = new()
    {
        [Schema] = Struct,
        [RowGroup] = Struct,
        [0x05] = Struct,
        [Column] = Struct,
        [0x04010302] = Integer32,
        [0x04010303] = Binary,
    };

    // Repeated values take hardly any room: a layer of 10,000 dead neurons has a million means of zero in some kilobytes.
    private const long ValuesOfAnyFile = 1 << 24, ValuesOfByte = 1000;

    private readonly byte[] footer;
    private readonly List<long> groups = [];
    private readonly List<long> columns = [];
    private long rows;
    private int at;

    private ParquetFooter(byte[] footer)
    {
        this.footer = footer;
    }

    /// <summary>Checks the footer, and leaves the stream at the beginning.</summary>
    /// <exception cref="InvalidDataException">The footer is damaged.</exception>
    public static void Require(Stream stream)
    {
        long length = stream.Length;
        if (length < MagicLength + TailLength) throw new InvalidDataException($"found {length} bytes");
        byte[] tail = new byte[TailLength];
        stream.Position = length - TailLength;
        stream.ReadExactly(tail);
        if (!tail.AsSpan(MagicLength).SequenceEqual("PAR1"u8)) throw new InvalidDataException("found no PAR1 at its end");
        int claimed = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (claimed < 1 || claimed > length - TailLength - MagicLength)
        {
            throw new InvalidDataException($"its footer claims {claimed} of {length} bytes");
        }
        byte[] footer = new byte[claimed];
        stream.Position = length - TailLength - claimed;
        stream.ReadExactly(footer);
        new ParquetFooter(footer).Check(ValuesOfAnyFile + (ValuesOfByte * length));
        stream.Position = 0;
    }

    private void Check(long mostValues)
    {
        Structure(0, 0);
        if (at != footer.Length) throw Damage();
        if (rows < 0 || groups.Exists(count => count < 0) || groups.Sum() != rows)
        {
            throw new InvalidDataException($"its footer claims {rows} rows in groups of {string.Join(" + ", groups)}");
        }
        foreach (long values in columns)
        {
            // A column of lists has a value for each element, and one for each list without any.
            if (values >= groups.Min() && values <= mostValues) continue;
            throw new InvalidDataException($"its footer claims a column of {values} values in a table of {rows} rows");
        }
    }

    private void Structure(int path, int depth)
    {
        if (depth > DeepestNesting) throw Damage();
        string? types = Fields.GetValueOrDefault(path);
        long field = 0;
        while (true)
        {
            int head = Byte();
            if (head == 0) return;
            int type = head & 0xF;
            field = head >> 4 == 0 ? Signed() : field + (head >> 4);
            // Parquet.Net may never return from a structure that it does not know.
            if (field < 1 || field > (types?.Length ?? byte.MaxValue)) throw Damage();
            if (types is not null && TypeOf(types[(int)field - 1]) != (type == BooleanFalse ? BooleanTrue : type)) throw Damage();
            // A field that is true or false has its value in its type.
            if (type is not (BooleanTrue or BooleanFalse)) Value(type, (path << 8) | (int)field, depth);
        }
    }

    private static int TypeOf(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : digit - 'A' + 10;

    private void Value(int type, int path, int depth)
    {
        switch (type)
        {
            case BooleanTrue or BooleanFalse or SignedByte:
                Skip(1);
                break;
            case Integer16 or Integer32 or Integer64:
                Keep(path, Signed());
                break;
            case Double:
                Skip(sizeof(double));
                break;
            case Binary:
                Skip(Unsigned());
                break;
            case List or Set:
                int head = Byte();
                ulong count = head >> 4 == 0xF ? Unsigned() : (ulong)(head >> 4);
                if ((head & 0xF) != Elements.GetValueOrDefault(path, head & 0xF)) throw Damage();
                // Every element takes a byte at least.
                if (count > (ulong)(footer.Length - at)) throw Damage();
                for (ulong k = 0; k < count; k++) Value(head & 0xF, path, depth + 1);
                break;
            case Struct:
                Structure(path, depth + 1);
                break;
            default:
                // Parquet has no maps.
                throw Damage();
        }
    }

    private void Keep(int path, long value)
    {
        if (path == FileRows) rows = value;
        else if (path == GroupRows) groups.Add(value);
        else if (path == ColumnValues) columns.Add(value);
    }

    private byte Byte()
    {
        return at < footer.Length ? footer[at++] : throw Damage();
    }

    private void Skip(ulong bytes)
    {
        if (bytes > (ulong)(footer.Length - at)) throw Damage();
        at += (int)bytes;
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damage();
    }

    private long Signed()
    {
        ulong value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private InvalidDataException Damage() => new($"its footer is damaged at byte {at} of {footer.Length}");
}

using System.Globalization;
using System.Text;

namespace Coterie.Data;

/// <summary>
/// The header of a NumPy array: a Python dictionary such as
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (10000, 128), }</c>.
/// </summary>
/// <remarks>
/// NumPy Enhancement Proposal 1. The versions of the format differ in the width of the dictionary's length (1.0: two bytes) and in its
/// encoding (3.0: UTF-8); both are irrelevant for the types that are read here.
/// </remarks>
internal static class NpyHeader
{
    // NumPy's own limit.
    private const int MostDimensions = 64;

    /// <summary>The first six bytes of every array.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the dictionary; null if NumPy would not write it so.</summary>
    public static ArrayHeader? Parse(ReadOnlySpan<byte> dictionary)
    {
        return new Parser(Encoding.UTF8.GetString(dictionary)).Header();
    }

    /// <summary>
    /// Reads the few forms of Python that a header consists of, from left to right. Each method gives null for anything else.
    /// </summary>
    private ref struct Parser(string text)
    {
        private ReadOnlySpan<char> rest = text;

        public ArrayHeader? Header()
        {
            string? descr = null;
            bool? fortran = null;
            long[]? shape = null;
            if (!Take('{')) return null;
            while (!Take('}'))
            {
                string? key = Quoted();
                if (key is null || !Take(':')) return null;
                if (key == "descr" && (descr = Descr()) is null) return null;
                if (key == "fortran_order" && (fortran = Truth()) is null) return null;
                if (key == "shape" && (shape = Shape()) is null) return null;
                if (key is not ("descr" or "fortran_order" or "shape")) return null;
                if (!Take(',') && !Next('}')) return null;
            }
            return descr is not null && fortran is { } order && shape is not null
                ? new ArrayHeader(descr, ArrayType.Parse(descr), order, shape)
                : null;
        }

        private bool Next(char c)
        {
            rest = rest.TrimStart();
            return rest.StartsWith([c]);
        }

        private bool Take(char c)
        {
            if (!Next(c)) return false;
            rest = rest[1..];
            return true;
        }

        private string? Quoted()
        {
            if (!Next('\'') && !Next('"')) return null;
            int end = rest[1..].IndexOf(rest[0]);
            if (end < 0) return null;
            string text = rest.Slice(1, end).ToString();
            rest = rest[(end + 2)..];
            return text;
        }

        // The fields of a record are passed over; brackets within quotes do not count.
        private string? Descr()
        {
            if (!Next('[') && !Next('(')) return Quoted();
            int open = 0;
            do
            {
                if (Next('\'') || Next('"'))
                {
                    if (Quoted() is null) return null;
                    continue;
                }
                if (rest.IsEmpty) return null;
                if (rest[0] is '[' or '(') open++;
                if (rest[0] is ']' or ')') open--;
                rest = rest[1..];
            }
            while (open > 0);
            return "a record type";
        }

        private bool? Truth()
        {
            rest = rest.TrimStart();
            foreach ((string word, bool value) in (ReadOnlySpan<(string, bool)>)[("True", true), ("False", false)])
            {
                if (!rest.StartsWith(word, StringComparison.Ordinal)) continue;
                rest = rest[word.Length..];
                return value;
            }
            return null;
        }

        private long[]? Shape()
        {
            if (!Take('(')) return null;
            List<long> sizes = [];
            while (!Take(')'))
            {
                rest = rest.TrimStart();
                int digits = rest.IndexOfAnyExceptInRange('0', '9');
                if (digits < 0 || sizes.Count == MostDimensions) return null;
                if (!long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long size)) return null;
                sizes.Add(size);
                rest = rest[digits..];
                // Python 2 wrote its long integers with an L.
                Take('L');
                if (!Take(',') && !Next(')')) return null;
            }
            return [.. sizes];
        }
    }
}

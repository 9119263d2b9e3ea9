using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coterie.Layout;

/// <summary>
/// Repulsion by Barnes and Hut ("A hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986): the plane is divided into
/// four squares, and each of these again; what is in a square far enough off acts as one mass at its centre.
/// </summary>
/// <remarks>
/// Vertices are sorted along a curve that goes through each square from its first vertex to its last (Morton's), so that a square is a
/// range of them. Sixteen that follow each other go through the tree together: a square acts as one where it does for the nearest of
/// them. Nothing is allocated once the arrays have grown.
/// </remarks>
internal sealed class QuadTree(int vertices) : Repulsion
{
    // θ, with the value of Gephi: a square whose side is less than so many times its distance is far enough off.
    private const float Theta = 1.2f;

    // No square of so few is divided further; the curve tells squares apart down to 2^-16 of the whole.
    private const int Few = 16;
    private const int Levels = 16;

    // Where all vertices are in one place.
    private const float Smallest = 1e-30f;

    private readonly ulong[] places = new ulong[vertices];
    private readonly float[] x = new float[Padded(vertices)];
    private readonly float[] y = new float[Padded(vertices)];
    private readonly float[] mass = new float[vertices];
    private Square[] squares = new Square[vertices];
    private int count;

    /// <inheritdoc/>
    public override void Begin(float[] x, float[] y, float[] mass)
    {
        ReadOnlySpan<float> ofX = x.AsSpan(0, vertices), ofY = y.AsSpan(0, vertices);
        (float left, float right) = Range(ofX);
        (float bottom, float top) = Range(ofY);
        float side = Math.Max(Math.Max(right - left, top - bottom), Smallest);
        float scale = (1 << Levels) / side;
        for (int v = 0; v < vertices; v++)
        {
            uint column = Step((ofX[v] - left) * scale), row = Step((ofY[v] - bottom) * scale);
            places[v] = (ulong)(Spread(column) | Spread(row) << 1) << 32 | (uint)v;
        }
        Array.Sort(places);
        for (int k = 0; k < vertices; k++)
        {
            int v = Vertex(k);
            (this.x[k], this.y[k], this.mass[k]) = (ofX[v], ofY[v], mass[v]);
        }
        count = 0;
        Divide(0, vertices, Levels, side);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Find(int from, int until, float[] sumX, float[] sumY)
    {
        for (int first = from; first < until; first += Lanes)
        {
            int last = Math.Min(first + Lanes, vertices);
            (float left, float right) = Range(x.AsSpan(first..last));
            (float bottom, float top) = Range(y.AsSpan(first..last));
            Vector512<float> ownX = Vector512.Create(x, first), ownY = Vector512.Create(y, first);
            Vector512<float> totalX = Vector512<float>.Zero, totalY = Vector512<float>.Zero;
            for (int at = 0; at < count;)
            {
                ref Square square = ref squares[at];
                float acrossX = Math.Max(0, Math.Max(left - square.X, square.X - right));
                float acrossY = Math.Max(0, Math.Max(bottom - square.Y, square.Y - top));
                bool holds = square.First < last && first < square.Until;
                if (!holds && square.Side * square.Side < Theta * Theta * (acrossX * acrossX + acrossY * acrossY))
                {
                    Add(ownX, ownY, square.X, square.Y, square.Mass, ref totalX, ref totalY);
                    at = square.Next;
                }
                else if (square.Next == at + 1)
                {
                    for (int k = square.First; k < square.Until; k++) Add(ownX, ownY, x[k], y[k], mass[k], ref totalX, ref totalY);
                    at = square.Next;
                }
                else
                {
                    at++;
                }
            }
            for (int k = first; k < last; k++) (sumX[Vertex(k)], sumY[Vertex(k)]) = (totalX[k - first], totalY[k - first]);
        }
    }

    // Adds the square of a range of vertices and those in it, of which each is followed by what it is divided into.
    private void Divide(int first, int until, int level, float side)
    {
        // What lies in a quarter alone is divided there.
        while (level > 0 && Quarter(first, level) == Quarter(until - 1, level))
        {
            level--;
            side /= 2;
        }
        int at = count++;
        if (count > squares.Length) Array.Resize(ref squares, 2 * squares.Length);
        float sumX = 0, sumY = 0, total = 0;
        if (level == 0 || until - first <= Few)
        {
            for (int k = first; k < until; k++)
            {
                total += mass[k];
                sumX += mass[k] * x[k];
                sumY += mass[k] * y[k];
            }
        }
        else
        {
            for (int start = first; start < until;)
            {
                int part = count, end = EndOfQuarter(start, until, level);
                Divide(start, end, level - 1, side / 2);
                total += squares[part].Mass;
                sumX += squares[part].Mass * squares[part].X;
                sumY += squares[part].Mass * squares[part].Y;
                start = end;
            }
        }
        squares[at] = new Square(sumX / total, sumY / total, total, side, first, until, count);
    }

    private int EndOfQuarter(int first, int until, int level)
    {
        uint quarter = Quarter(first, level);
        int inside = first, behind = until;
        while (behind - inside > 1)
        {
            int middle = (inside + behind) / 2;
            if (Quarter(middle, level) == quarter) inside = middle;
            else behind = middle;
        }
        return behind;
    }

    private uint Quarter(int k, int level)
    {
        return (uint)(places[k] >> (32 + 2 * (level - 1))) & 3;
    }

    private int Vertex(int k)
    {
        return (int)(uint)places[k];
    }

    private static (float Least, float Greatest) Range(ReadOnlySpan<float> values)
    {
        float least = values[0], greatest = values[0];
        foreach (float value in values[1..]) (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        return (least, greatest);
    }

    private static uint Step(float place)
    {
        return Math.Min((uint)place, (1u << Levels) - 1);
    }

    // Sixteen bits, a zero between each two.
    private static uint Spread(uint bits)
    {
        bits = (bits | bits << 8) & 0x00FF00FF;
        bits = (bits | bits << 4) & 0x0F0F0F0F;
        bits = (bits | bits << 2) & 0x33333333;
        return (bits | bits << 1) & 0x55555555;
    }

    /// <summary>A square with vertices in it.</summary>
    /// <param name="X">Their centre of mass.</param>
    /// <param name="Y">The other coordinate.</param>
    /// <param name="Mass">Of all of them.</param>
    /// <param name="Side">The square's.</param>
    /// <param name="First">The first of them.</param>
    /// <param name="Until">Behind the last.</param>
    /// <param name="Next">The first square that is not in it; the next of all where it is not divided.</param>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Square(float X, float Y, float Mass, float Side, int First, int Until, int Next);
}

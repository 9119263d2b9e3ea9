using System.Numerics;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// Draws one glyph: distorts its points, turns, scales and bends it, and inks each pixel by its distance to the nearest line segment.
/// </summary>
internal static class GlyphPen
{
    private const int Size = Glyphs.Size;
    private const int PiecesPerSpan = 4;
    private const float Middle = (Size - 1) / 2f;

    public static void Draw(GlyphShape shape, SplitMix64 random, Span<byte> image)
    {
        Pose pose = new(ref random);
        float radius = random.Between(.65f, 1.6f);
        float ink = random.Between(150, 255);

        Span<float> nearest = stackalloc float[Size * Size]; // the squared distance of each pixel to the glyph
        nearest.Fill(float.MaxValue);
        foreach (GlyphStroke stroke in shape.Strokes) Trace(stroke, pose, ref random, radius, nearest);
        if (random.Chance(.3f)) Hide(ref random, nearest);
        if (random.Chance(.35f)) Scratch(ref random, radius, nearest);
        Develop(nearest, radius, ink, random.Between(6, 26), ref random, image);
    }

    private static void Trace(GlyphStroke stroke, Pose pose, ref SplitMix64 random, float radius, Span<float> nearest)
    {
        ReadOnlySpan<Vector2> points = stroke.Points;
        Span<Vector2> shaken = stackalloc Vector2[points.Length];
        for (int i = 0; i < points.Length; i++)
            shaken[i] = points[i] + new Vector2(random.Between(-.11f, .11f), random.Between(-.11f, .11f));

        int spans = stroke.Closed ? points.Length : points.Length - 1;
        Vector2 from = pose.Apply(shaken[0]);
        for (int span = 0; span < spans; span++)
        {
            Vector2 a = At(shaken, span - 1, stroke.Closed), b = At(shaken, span, stroke.Closed);
            Vector2 c = At(shaken, span + 1, stroke.Closed), d = At(shaken, span + 2, stroke.Closed);
            // Straight spans are divided too, because the pose bends them.
            for (int piece = 1; piece <= PiecesPerSpan; piece++)
            {
                float t = piece / (float)PiecesPerSpan;
                Vector2 to = pose.Apply(stroke.Smooth ? CatmullRom(a, b, c, d, t) : b + ((c - b) * t));
                Segment(from, to, radius, nearest);
                from = to;
            }
        }
    }

    private static Vector2 At(ReadOnlySpan<Vector2> points, int index, bool closed) =>
        points[closed ? (index + points.Length) % points.Length : Math.Clamp(index, 0, points.Length - 1)];

    private static Vector2 CatmullRom(Vector2 a, Vector2 b, Vector2 c, Vector2 d, float t) =>
        .5f * ((2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * (t * t)) + (((3 * b) - (3 * c) + d - a) * (t * t * t)));

    private static void Segment(Vector2 from, Vector2 to, float radius, Span<float> nearest)
    {
        float reach = radius + 1;
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)), right = Math.Min(Size - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)), bottom = Math.Min(Size - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        float dx = to.X - from.X, dy = to.Y - from.Y;
        float squared = (dx * dx) + (dy * dy);
        float scale = squared > 0 ? 1 / squared : 0;
        for (int y = top; y <= bottom; y++)
        {
            float py = y - from.Y;
            for (int x = left; x <= right; x++)
            {
                float px = x - from.X;
                float along = Math.Clamp(((px * dx) + (py * dy)) * scale, 0, 1);
                float ox = px - (along * dx), oy = py - (along * dy);
                ref float pixel = ref nearest[(y * Size) + x];
                pixel = Math.Min(pixel, (ox * ox) + (oy * oy));
            }
        }
    }

    private static void Hide(ref SplitMix64 random, Span<float> nearest)
    {
        float cx = Middle + random.Between(-8, 8), cy = Middle + random.Between(-8, 8), radius = random.Between(2, 4.5f);
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                float dx = x - cx, dy = y - cy;
                if ((dx * dx) + (dy * dy) < radius * radius) nearest[(y * Size) + x] = float.MaxValue;
            }
        }
    }

    private static void Scratch(ref SplitMix64 random, float radius, Span<float> nearest)
    {
        Vector2 from = new(random.Between(2, Size - 2), random.Between(2, Size - 2));
        Vector2 to = from + new Vector2(random.Between(-9, 9), random.Between(-9, 9));
        Segment(from, to, radius, nearest);
    }

    private static void Develop(
        ReadOnlySpan<float> nearest, float radius, float ink, float grain, ref SplitMix64 random, Span<byte> image)
    {
        float edge = radius + .5f;
        // The sum of four 16-bit numbers is close to normal; its variance is a third of 2^32.
        float unit = grain / 37837f;
        for (int i = 0; i < image.Length; i++)
        {
            ulong bits = random.Next();
            long sum = (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
            float value = (sum - 131070) * unit;
            if (nearest[i] < edge * edge) value += ink * Math.Min(1, edge - MathF.Sqrt(nearest[i]));
            image[i] = (byte)(Math.Clamp(value, 0, 255) + .5f);
        }
    }

    /// <summary>Where a glyph is and how it is bent: a quadratic warp, then shear, scale, rotation and shift.</summary>
    private sealed class Pose
    {
        private readonly Vector2 column0, column1, shift, bendX, bendY, bendXY;

        public Pose(ref SplitMix64 random)
        {
            bendX = Either(ref random, .16f);
            bendY = Either(ref random, .16f);
            bendXY = Either(ref random, .16f);
            // Cosine and sine come from the tangent of half the angle, which is at most 25 degrees either way.
            float t = random.Between(-.22f, .22f);
            float cos = (1 - (t * t)) / (1 + (t * t)), sin = 2 * t / (1 + (t * t));
            float size = random.Between(6.5f, 10.5f), stretch = random.Between(.85f, 1.15f), shear = random.Between(-.25f, .25f);
            column0 = new Vector2(cos, sin) * (size * stretch);
            column1 = (new Vector2(-sin, cos) + (shear * new Vector2(cos, sin))) * (size / stretch);
            shift = new Vector2(Middle, Middle) + Either(ref random, 2.5f);
        }

        public Vector2 Apply(Vector2 point)
        {
            float x = point.X, y = point.Y;
            Vector2 bent = point + (bendX * (x * x)) + (bendY * (y * y)) + (bendXY * (x * y));
            return shift + (column0 * bent.X) + (column1 * bent.Y);
        }

        private static Vector2 Either(ref SplitMix64 random, float extent) =>
            new(random.Between(-extent, extent), random.Between(-extent, extent));
    }
}

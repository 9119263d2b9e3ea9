namespace Coterie.Data;

/// <summary>A symbol: its strokes, through points in the square from -1 to 1, with y downwards.</summary>
internal sealed record GlyphShape(string Name, params GlyphStroke[] Strokes)
{
    private const float Diagonal = 0.6f; // 0.85 / √2: the eighths of a circle of radius 0.85

    /// <summary>All symbols, in the order of the labels; similar ones are neighbours.</summary>
    public static readonly GlyphShape[] All =
    [
        new("ring", new GlyphStroke(Smooth: true, Closed: true,
            [new(0, -.85f), new(Diagonal, -Diagonal), new(.85f, 0), new(Diagonal, Diagonal),
             new(0, .85f), new(-Diagonal, Diagonal), new(-.85f, 0), new(-Diagonal, -Diagonal)])),
        new("horseshoe", new GlyphStroke(Smooth: true, Closed: false,
            [new(.42f, .74f), new(.74f, .42f), new(.85f, 0), new(Diagonal, -Diagonal), new(0, -.85f),
             new(-Diagonal, -Diagonal), new(-.85f, 0), new(-.74f, .42f), new(-.42f, .74f)])),
        new("spiral", new GlyphStroke(Smooth: true, Closed: false,
            [new(.05f, .05f), new(.25f, -.12f), new(0, -.38f), new(-.36f, -.2f), new(-.36f, .28f), new(.1f, .56f),
             new(.62f, .3f), new(.68f, -.38f), new(.15f, -.86f), new(-.55f, -.75f), new(-.9f, -.15f)])),
        new("square", new GlyphStroke(Smooth: false, Closed: true,
            [new(-.72f, -.72f), new(.72f, -.72f), new(.72f, .72f), new(-.72f, .72f)])),
        new("triangle", new GlyphStroke(Smooth: false, Closed: true,
            [new(0, -.85f), new(.85f, .68f), new(-.85f, .68f)])),
        new("cross",
            new GlyphStroke(Smooth: false, Closed: false, [new(0, -.9f), new(0, .9f)]),
            new GlyphStroke(Smooth: false, Closed: false, [new(-.8f, -.1f), new(.8f, -.1f)])),
        new("arrow",
            new GlyphStroke(Smooth: false, Closed: false, [new(0, -.9f), new(0, .9f)]),
            new GlyphStroke(Smooth: false, Closed: false, [new(-.6f, -.2f), new(0, -.9f), new(.6f, -.2f)])),
        new("fork",
            new GlyphStroke(Smooth: false, Closed: false, [new(0, -.9f), new(0, .9f)]),
            new GlyphStroke(Smooth: true, Closed: false,
                [new(-.68f, -.8f), new(-.6f, -.25f), new(0, .12f), new(.6f, -.25f), new(.68f, -.8f)])),
        new("zigzag", new GlyphStroke(Smooth: false, Closed: false,
            [new(-.92f, .35f), new(-.42f, -.65f), new(.42f, .65f), new(.92f, -.35f)])),
        new("wave", new GlyphStroke(Smooth: true, Closed: false,
            [new(-.92f, .25f), new(-.72f, -.4f), new(-.32f, -.55f), new(0, 0), new(.32f, .55f), new(.72f, .4f), new(.92f, -.25f)])),
    ];
}

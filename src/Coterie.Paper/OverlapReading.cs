namespace Coterie.Paper;

/// <summary>What the entries of Table 2 off its diagonal count; on the diagonal are the neurons that represent one class alone.</summary>
public enum OverlapReading
{
    /// <summary>The neurons that represent both classes, whatever else they represent: the paper's figures fit only this.</summary>
    Intersections,

    /// <summary>The neurons that represent both classes and no other: what the paper's text says.</summary>
    Exclusive,
}

namespace Coterie.Data.Tests.Fuzzing;

/// <summary>What a <see cref="Damage"/> does.</summary>
internal enum DamageKind
{
    /// <summary>Changes a bit.</summary>
    Flip,

    /// <summary>Changes a byte.</summary>
    Byte,

    /// <summary>Writes an extreme number of 1 to 8 bytes, of either byte order.</summary>
    Number,

    /// <summary>Cuts the end off.</summary>
    Cut,

    /// <summary>Takes some bytes out.</summary>
    Remove,

    /// <summary>Has some bytes twice.</summary>
    Repeat,

    /// <summary>Puts equal bytes in between.</summary>
    Insert,

    /// <summary>Copies bytes from elsewhere in the file.</summary>
    Splice,

    /// <summary>Replaces a number in digits by an extreme one or by something else.</summary>
    Text,
}

namespace Coterie.Data;

/// <summary>The steps of loading a data set that can take long.</summary>
public enum LoadStep
{
    /// <summary>A file is downloaded, counted in bytes.</summary>
    Download,

    /// <summary>Image files are decoded, counted in images.</summary>
    Decode,
}

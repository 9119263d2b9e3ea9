namespace Coterie.Data;

/// <summary>How data sets of one kind are found and read.</summary>
internal interface IDataSetSource
{
    /// <summary>Whether the images are generated, so that no file is needed.</summary>
    bool IsBuiltIn => false;

    /// <summary>Where the data set is and which of its files are missing. Reads no images and does not use the network.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="store">Says where to look.</param>
    DataSetStatus FindStatus(DataSetInfo set, DataStore store);

    /// <summary>Reads the data set, after downloading it if need be. The store scales the images and takes the first of them.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="store">Says where to look, and what to load.</param>
    /// <param name="progress">Receives the progress of downloads and decoding; may be null.</param>
    /// <param name="cancellation">Stops loading.</param>
    /// <exception cref="InputException">The data are missing, damaged, or cannot be downloaded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<DataSet> LoadAsync(DataSetInfo set, DataStore store, IProgress<LoadProgress>? progress, CancellationToken cancellation);
}

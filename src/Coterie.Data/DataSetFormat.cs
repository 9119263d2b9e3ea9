namespace Coterie.Data;

/// <summary>What a data set is read from.</summary>
public enum DataSetFormat
{
    /// <summary>Nothing: it is made here.</summary>
    Generated,

    /// <summary>IDX files, as MNIST's.</summary>
    Idx,

    /// <summary>CIFAR-10's binary archive or its folder, or an image folder or zip <c>train/CLASS/*</c>, <c>test/CLASS/*</c>.</summary>
    Cifar,

    /// <summary>An image folder or zip <c>segmented/CROP___CONDITION/*</c>.</summary>
    PlantVillage,
}

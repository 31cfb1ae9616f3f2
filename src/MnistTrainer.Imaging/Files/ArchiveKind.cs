namespace MnistTrainer.Imaging;

/// <summary>The kind of archive that a file is.</summary>
public enum ArchiveKind
{
    /// <summary>None, or one that is not read.</summary>
    None,

    /// <summary>A zip archive, also one of NumPy arrays (npz).</summary>
    Zip,

    /// <summary>A tar archive.</summary>
    Tar,
}

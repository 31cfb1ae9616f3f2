namespace MnistTrainer.Imaging;

/// <summary>
/// The optional stages between an image file and a digit, as flags. Leaving out a stage shows its contribution.
/// <see cref="ImageStageTable"/> has the name and the function of each.
/// </summary>
[Flags]
public enum ImageStages
{
    /// <summary>No optional stage.</summary>
    None = 0,

    /// <summary>Composes transparent images over paper. Without it, the hidden color of transparent pixels shows.</summary>
    Transparency = 1,

    /// <summary>
    /// Separates ink from paper by color if grayscale would erase the ink. Without it, the image is reduced to its luminance.
    /// </summary>
    Color = 1 << 1,

    /// <summary>Crops a page that does not fill the image. Without it, the background, such as a table, is part of the image.</summary>
    Page = 1 << 2,

    /// <summary>Detects whether ink is dark on light or light on dark. Without it, ink is assumed dark.</summary>
    Polarity = 1 << 3,

    /// <summary>Removes uneven lighting and shadows together with the paper. Without it, paper is assumed to have uniform brightness.</summary>
    Light = 1 << 4,

    /// <summary>Erases ruled and squared lines. Without it, they count as ink.</summary>
    Lines = 1 << 5,

    /// <summary>Removes specks, frames, page edges and neighboring writing. Without it, all ink belongs to the digit.</summary>
    Pieces = 1 << 6,

    /// <summary>Adjusts stroke widths to those of MNIST. Without it, they result from scaling.</summary>
    Pen = 1 << 7,

    /// <summary>Centers the digit by its center of mass. Without it, the bounding box is centered.</summary>
    Mass = 1 << 8,

    /// <summary>All optional stages; the default.</summary>
    All = (1 << 9) - 1,
}

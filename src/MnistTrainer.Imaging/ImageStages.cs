namespace MnistTrainer.Imaging;

/// <summary>
/// The stages of the way from an image's file to a digit that can be left out, which shows what each is worth. What cannot be left out
/// (decoding, taking the paper away, scaling) is not among them.
/// </summary>
[Flags]
public enum ImageStages
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Paper shows through where an image is transparent. Without it, whatever color hides there is seen.</summary>
    Transparency = 1,

    /// <summary>Colors are told apart where gray would erase the ink. Without it, an image is its luminance.</summary>
    Color = 1 << 1,

    /// <summary>A page that does not fill the image is cut out. Without it, the table is a part of the image.</summary>
    Page = 1 << 2,

    /// <summary>Whether ink is dark or light is found out. Without it, ink is dark.</summary>
    Polarity = 1 << 3,

    /// <summary>Uneven light and shadows are taken away with the paper. Without it, paper is of one brightness.</summary>
    Light = 1 << 4,

    /// <summary>Grain and noise are averaged away. Without it, they are seen as the paper's.</summary>
    Noise = 1 << 5,

    /// <summary>Ruled and squared lines are erased. Without it, they are ink.</summary>
    Lines = 1 << 6,

    /// <summary>Specks, frames, page edges and neighbors are dropped. Without it, all ink is the digit's.</summary>
    Pieces = 1 << 7,

    /// <summary>A digit that leans far is set upright. Without it, it leans.</summary>
    Slant = 1 << 8,

    /// <summary>Strokes are brought near the width that MNIST's have. Without it, they have the width that scaling gives them.</summary>
    Pen = 1 << 9,

    /// <summary>The center of mass goes to the middle. Without it, the middle of the digit's box does.</summary>
    Mass = 1 << 10,

    /// <summary>All of them, as images are read.</summary>
    All = (1 << 11) - 1,
}

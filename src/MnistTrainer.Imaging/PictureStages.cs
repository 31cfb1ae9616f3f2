namespace MnistTrainer.Imaging;

/// <summary>
/// The stages of the way from a picture's file to a digit that can be left out, which shows what each is worth. What cannot be left out
/// (decoding, taking the paper away, scaling) is not among them.
/// </summary>
[Flags]
public enum PictureStages
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Paper shows through where a picture is transparent. Without it, whatever colour hides there is seen.</summary>
    Transparency = 1,

    /// <summary>Colours are told apart where grey would erase the ink. Without it, a picture is its luminance.</summary>
    Colour = 1 << 1,

    /// <summary>A page that does not fill the picture is cut out. Without it, the table is a part of the picture.</summary>
    Page = 1 << 2,

    /// <summary>Whether ink is dark or light is found out. Without it, ink is dark.</summary>
    Polarity = 1 << 3,

    /// <summary>Uneven light and shadows are taken away with the paper. Without it, paper is of one brightness.</summary>
    Light = 1 << 4,

    /// <summary>Grain and noise are averaged away. Without it, they are seen as the paper's.</summary>
    Noise = 1 << 5,

    /// <summary>Ruled and squared lines are erased. Without it, they are ink.</summary>
    Lines = 1 << 6,

    /// <summary>Specks, frames, page edges and neighbours are dropped. Without it, all ink is the digit's.</summary>
    Pieces = 1 << 7,

    /// <summary>A digit that leans far is set upright. Without it, it leans.</summary>
    Slant = 1 << 8,

    /// <summary>Strokes are brought near the width that MNIST's have. Without it, they have the width that scaling gives them.</summary>
    Pen = 1 << 9,

    /// <summary>The centre of mass goes to the middle. Without it, the middle of the digit's box does.</summary>
    Mass = 1 << 10,

    /// <summary>All of them, as pictures are read.</summary>
    All = (1 << 11) - 1,
}

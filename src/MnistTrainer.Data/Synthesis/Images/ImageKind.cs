namespace MnistTrainer.Data;

/// <summary>The kinds of images that users provide, each with its own difficulty.</summary>
public enum ImageKind
{
    /// <summary>From a paint program: black on white, thin to thick strokes.</summary>
    Paint,

    /// <summary>From a canvas on a web page: light on dark, off center.</summary>
    Canvas,

    /// <summary>Strokes far too thick for the size of the digit, dark or light.</summary>
    Marker,

    /// <summary>Colored ink on colored paper, sometimes equally bright.</summary>
    Colored,

    /// <summary>Ink on a transparent background with an arbitrary hidden color.</summary>
    Transparent,

    /// <summary>Faint pencil on grainy paper.</summary>
    Pencil,

    /// <summary>A ballpoint pen on ruled paper.</summary>
    Ruled,

    /// <summary>A ballpoint pen on squared paper.</summary>
    Squared,

    /// <summary>A photograph: light from one side, dark corners, blur, noise, JPEG.</summary>
    Photograph,

    /// <summary>A photograph with the shadow of a hand.</summary>
    Shadow,

    /// <summary>A photographed sheet that does not fill the image.</summary>
    Page,

    /// <summary>A scan with a dark edge and specks.</summary>
    Scan,

    /// <summary>A cropped cell of a form with all or part of its border.</summary>
    Cell,

    /// <summary>A digit cropped from a row, with pieces of its neighbors at the sides.</summary>
    Neighbors,

    /// <summary>A small digit somewhere on a large page.</summary>
    Tiny,

    /// <summary>A digit rotated by 10 to 20 degrees.</summary>
    Turned,
}

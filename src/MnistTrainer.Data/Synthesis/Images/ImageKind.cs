namespace MnistTrainer.Data;

/// <summary>The kinds of images that a person may give to be read, each with what makes it hard.</summary>
public enum ImageKind
{
    /// <summary>A paint program: black on white, from a fine to a fat pen.</summary>
    Paint,

    /// <summary>A canvas on a page: light on dark, off center.</summary>
    Canvas,

    /// <summary>A pen far too fat for the digit's size, dark or light.</summary>
    Marker,

    /// <summary>Colored ink on colored paper, sometimes equally bright.</summary>
    Colored,

    /// <summary>Ink on nothing, with any color hidden under what is transparent.</summary>
    Transparent,

    /// <summary>Faint pencil on grainy paper.</summary>
    Pencil,

    /// <summary>A ball pen on ruled paper.</summary>
    Ruled,

    /// <summary>A ball pen on squared paper.</summary>
    Squared,

    /// <summary>A photograph: light from one side, dark corners, blur, noise, JPEG.</summary>
    Photograph,

    /// <summary>A photograph under the shadow of a hand.</summary>
    Shadow,

    /// <summary>A photographed sheet that does not fill the image.</summary>
    Page,

    /// <summary>A scan with a dark edge and specks.</summary>
    Scan,

    /// <summary>A form's cell, cut out with all or a part of its border.</summary>
    Cell,

    /// <summary>A digit cut out of a row, with pieces of its neighbors at the sides.</summary>
    Neighbors,

    /// <summary>A small digit somewhere on a large page.</summary>
    Tiny,

    /// <summary>A digit turned by 10 to 20 degrees.</summary>
    Turned,
}

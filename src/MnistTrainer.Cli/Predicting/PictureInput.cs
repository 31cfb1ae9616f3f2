using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Reads what a user names as a picture: a file, stdin or a data URL.</summary>
internal static class PictureInput
{
    private const int LongestName = 40;

    /// <summary>What people know it by: a data URL by its beginning.</summary>
    public static string NameOf(string named) => DataUrl.Is(named) && named.Length > LongestName ? named[..LongestName] + "..." : named;

    /// <summary>The picture.</summary>
    /// <exception cref="InvalidImageException">It is no picture.</exception>
    public static GrayImage Read(string named)
    {
        if (DataUrl.Is(named))
            return ImageCodec.Decode(DataUrl.Decode(named, NameOf(named)), NameOf(named));
        if (named != PictureFiles.StandardInput)
            return ImageFile.Read(named);
        using Stream stdin = Console.OpenStandardInput();
        return ImageCodec.Decode(PictureBytes.Read(stdin, "stdin"), "stdin");
    }

    /// <summary>What a network makes of a picture that must show something.</summary>
    /// <exception cref="InvalidImageException">It is no picture, or an empty one.</exception>
    public static RecognizedPicture RecognizeInk(Recognizer recognizer, string named)
    {
        RecognizedPicture picture = recognizer.Recognize(Read(named));
        return picture.Best is not null
            ? picture
            : throw new InvalidImageException(
                NameOf(named), "a picture of a digit", "an empty one, with no ink to be seen", "Draw the digit with more contrast");
    }
}

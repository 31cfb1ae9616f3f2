using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Reads pictures as a network wants to see them: digits framed as MNIST's, anything else brought to size.</summary>
internal sealed class PictureReader
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private readonly Shape _shape;
    private readonly bool _readsDigits;

    /// <exception cref="InvalidInputException">The network does not take grey pictures.</exception>
    public PictureReader(string modelPath, NetworkDefinition network)
    {
        _shape = network.InputShape;
        if (_shape.Channels != 1 || _shape.IsVector)
            throw new InvalidInputException(
                modelPath, "a model that takes grey pictures", $"one that takes {_shape} values", "Predict with --data instead");
        _readsDigits = _shape == Shape.Picture(28, 28)
            && network.ClassNames.Order(StringComparer.Ordinal).SequenceEqual(Digits, StringComparer.Ordinal);
    }

    /// <summary>The pixels that the network gets.</summary>
    /// <param name="file">A file, or <see cref="PictureFiles.StandardInput"/>.</param>
    /// <exception cref="InvalidImageException">It is no picture, or an empty one.</exception>
    public byte[] Read(string file)
    {
        GrayImage image = file == PictureFiles.StandardInput ? ReadStandardInput() : ImageFile.Read(file);
        GrayImage fitted = _readsDigits && !DigitFrame.Has(image)
            ? DigitNormalizer.Normalize(image, file, _shape.Height, _shape.Width)
            : PictureFitter.Fit(image, _shape.Height, _shape.Width);
        return fitted.Pixels.ToArray();
    }

    private static GrayImage ReadStandardInput()
    {
        using Stream stdin = Console.OpenStandardInput();
        using MemoryStream bytes = new();
        byte[] piece = new byte[1 << 16];
        for (int read; (read = stdin.Read(piece)) > 0 && bytes.Length <= ImageFile.MaximumBytes;)
            bytes.Write(piece, 0, read);
        return ImageCodec.Decode(bytes.ToArray(), "stdin");
    }
}

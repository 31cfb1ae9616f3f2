using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>What all synthesizers of labeled sets share: their files, and the check of what they are given.</summary>
internal static class SyntheticSet
{
    private static readonly HashSet<string> Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Writes gzipped IDX files: training images, and 2 test images for every 15 of them.</summary>
    /// <param name="folder">The folder, created if it does not exist. Existing files of the same names are replaced.</param>
    /// <param name="count">The number of training images.</param>
    /// <param name="synthesize">Synthesizes a number of images of a split.</param>
    public static void Write(string folder, int count, Func<int, DataSplit, Samples<byte>> synthesize)
    {
        Samples<byte> train = synthesize(count, DataSplit.Train),
            test = synthesize(Math.Max(1, (int)(count * 2L / 15)), DataSplit.Test);
        IdxWriter.Write(folder, DataSplit.Train, train);
        IdxWriter.Write(folder, DataSplit.Test, test);
        AtomicFile.Write(
            Path.Combine(folder, IdxClassNames.FileName),
            file => file.Write(Encoding.ASCII.GetBytes(string.Join('\n', train.ClassNames) + "\n"))
        );
    }

    /// <summary>Checks a number of images, and digits that are part of them.</summary>
    /// <exception cref="InvalidInputException">The count is out of range, or the digits have a different size or other classes.</exception>
    public static void Check(int count, Samples<byte>? digits)
    {
        if (count is < 1 or > DigitSynthesizer.MaximumCount)
        {
            throw new InvalidInputException(
                "synthesis",
                $"a count from 1 to {DigitSynthesizer.MaximumCount}",
                $"{count}",
                "Use a count in this range"
            );
        }

        Shape frame = Shape.Image(DigitFrame.Size, DigitFrame.Size);
        if (digits is not null && digits.Shape != frame)
            throw new InvalidInputException("digits", $"images of {frame}", $"{digits.Shape}", "Use digits framed as in MNIST");
        if (digits is not null && !(digits.HasLabels && Digits.SetEquals(digits.ClassNames)))
        {
            throw new InvalidInputException(
                "digits",
                "the ten classes 0 to 9",
                digits.HasLabels ? $"the classes {string.Join(", ", digits.ClassNames)}" : "no labels",
                "Use labeled digits"
            );
        }
    }
}

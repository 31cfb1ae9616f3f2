using System.Globalization;
using System.Text;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Packaging.Tests;

/// <summary>The data that installed programs train on.</summary>
internal static class TrainingFiles
{
    /// <summary>Writes synthetic digits as PNG files into a folder per class.</summary>
    public static void WriteDigits(string folder, int count)
    {
        Samples<byte> digits = DigitSynthesizer.Synthesize(count, seed: 1, DataSplit.Test);
        for (int row = 0; row < count; row++)
        {
            string ofClass = Directory.CreateDirectory(Path.Combine(folder, digits.ClassNames[digits.Labels[row]])).FullName;
            byte[] png = ImageCodec.EncodePng(new GrayImage(digits.Shape.Width, digits.Shape.Height, digits.Row(row).ToArray()));
            File.WriteAllBytes(Path.Combine(ofClass, string.Create(CultureInfo.InvariantCulture, $"{row:D4}.png")), png);
        }
    }

    /// <summary>Writes 28x28 images in which the class is the position of a bright band.</summary>
    public static void WriteBands(string path)
    {
        StringBuilder text = new("label");
        for (int i = 0; i < 784; i++)
            text.Append(CultureInfo.InvariantCulture, $",pixel{i}");
        text.AppendLine();
        for (int row = 0; row < 300; row++)
        {
            text.Append(row % 3);
            for (int i = 0; i < 784; i++)
                text.Append(i / 28 / 10 == row % 3 && (i + row) % 5 != 0 ? ",255" : ",0");
            text.AppendLine();
        }

        File.WriteAllText(path, text.ToString());
    }
}

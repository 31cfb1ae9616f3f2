using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Labels that are texts in an array, as <c>numpy.array(["5", "cat"])</c> has them.</summary>
/// <param name="Indices">The class index of each sample.</param>
/// <param name="Classes">The class names.</param>
/// <param name="Notes">What was read otherwise than it is written.</param>
internal sealed record TextLabels(NumericArray Indices, string[] Classes, IReadOnlyList<string> Notes)
{
    /// <summary>Reads such labels; null where the array is one of something else.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, or a label is empty or too long.</exception>
    public static TextLabels? Read(DataFile file, CancellationToken cancellation)
    {
        if (NumpyFile.ReadTexts(file, cancellation) is not string[] texts)
            return null;
        ClassIndex classes = new();
        int[] labels = new int[texts.Length];
        for (int row = 0; row < texts.Length; row++)
        {
            string label = ClassIndex.Checked(texts[row].Trim(), $"{file.Path}, row {row}");
            labels[row] = classes.Add(Encoding.UTF8.GetBytes(label), decimalComma: false);
        }

        IReadOnlyList<string> notes = classes.Merge(file.Path, labels);
        string[] names = classes.Sort(labels);
        return new TextLabels(NumericArray.Of(file.Path, labels), names, notes);
    }
}

using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Makes a data set of an array of images and one of labels.</summary>
internal static class ArrayDataset
{
    /// <param name="name">The display name.</param>
    /// <param name="format">The name of the format, for the findings.</param>
    /// <param name="images">The images; see <see cref="ImageArray.Of"/>.</param>
    /// <param name="labels">The labels; see <see cref="LabelArray.Of"/>. Null for images without labels.</param>
    /// <param name="options">Load options.</param>
    /// <param name="nameClasses">Names the class numbers that occur, in numerical order. Default: the numbers.</param>
    /// <exception cref="InvalidInputException">An array has another shape, or the two do not match.</exception>
    public static Dataset Create(
        string name,
        string format,
        NumericArray images,
        NumericArray? labels,
        LoadOptions options,
        Func<long[], IReadOnlyList<string>>? nameClasses = null
    )
    {
        int count = images.Shape[0];
        if (labels is not null && labels.Shape[0] != count)
        {
            throw new InvalidInputException(
                labels.Place,
                $"{count} labels, one per image of {Path.GetFileName(images.Place)}",
                $"{labels.Shape[0]}",
                "Put the images and labels of the same set next to each other"
            );
        }

        var read = ImageArray.Of(images, options);
        List<string> findings = [$"format: {format}, {count} images of {read.Shape}", .. read.Findings];
        if (ImageOrientation.IsDarkOnLight(new Samples<byte>(read.Shape, read.Pixels, null, [])))
        {
            foreach (ref byte pixel in read.Pixels.AsSpan())
                pixel = (byte)(byte.MaxValue - pixel);
            findings.Add(ImageOrientation.InvertedFinding);
        }

        if (labels is null)
        {
            findings.Add("labels: none");
            return new Dataset(name, new Samples<byte>(read.Shape, read.Pixels, null, []), findings);
        }

        var classes = LabelArray.Of(labels);
        (int[] indices, long[] numbers) = classes.ToClasses();
        IReadOnlyList<string> names =
            nameClasses?.Invoke(numbers) ?? Array.ConvertAll(numbers, number => number.ToString(CultureInfo.InvariantCulture));
        if (classes.Finding is not null)
            findings.Add(classes.Finding);
        findings.Add($"classes: {names.Count}");
        return new Dataset(name, new Samples<byte>(read.Shape, read.Pixels, indices, names), findings);
    }
}

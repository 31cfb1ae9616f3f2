using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The smallest and largest values of images, from which the range of their pixels is determined.</summary>
/// <param name="place">The file, for messages.</param>
/// <param name="size">The number of values of an image.</param>
internal sealed class PixelExtremes(string place, int size)
{
    private const double Deepest = 65_535;
    private const double SameMinimum = 1e-3;

    private static readonly double[] DeepMaxima = [1023, 4095, Deepest];

    private readonly double[] _columnMinima = [.. Enumerable.Repeat(double.MaxValue, size)];
    private readonly List<double> _rowMinima = [];
    private double _smallest = double.MaxValue;
    private double _largest = double.MinValue;
    private bool _areIntegers = true;

    /// <summary>Begins with the next image.</summary>
    public void StartRow() => _rowMinima.Add(double.MaxValue);

    /// <summary>Adds a value of the current image.</summary>
    /// <param name="column">Its place in the image, 0 to size - 1.</param>
    /// <param name="value">The value, finite.</param>
    public void Add(int column, double value)
    {
        _columnMinima[column] = Math.Min(_columnMinima[column], value);
        _rowMinima[^1] = Math.Min(_rowMinima[^1], value);
        _smallest = Math.Min(_smallest, value);
        _largest = Math.Max(_largest, value);
        _areIntegers &= double.IsInteger(value);
    }

    /// <summary>Determines the range: from 0 to 1, 16, 255 or that of 10, 12 or 16 bits, from -1 to 1, or that of images standardized together.</summary>
    /// <exception cref="InvalidInputException">The values do not have such a range.</exception>
    public PixelScale Decide()
    {
        if (_smallest >= 0 && _largest <= PixelScale.Largest)
            return PixelScale.For(_largest);
        if (_smallest >= 0)
        {
            return _areIntegers && _largest <= Deepest
                ? new PixelScale(0, DeepMaxima.First(maximum => _largest <= maximum))
                : throw Unknown("Use pixels from 0 to 255");
        }

        if (_smallest is >= -1 and < -0.9 && _largest is > 0.9 and <= 1)
            return new PixelScale(-1, 1);
        // Paper is the smallest value. Where it differs, each column or each image was standardized by itself, and the images are lost.
        if (!ShareMinimum(_columnMinima))
            throw Unknown("Use the pixels from before each column was standardized (mean 0), or standardize all of them together");
        if (!ShareMinimum(_rowMinima) || _largest <= _smallest)
            throw Unknown("Use the pixels from before each image was standardized (mean 0), or standardize all of them together");
        return new PixelScale(_smallest, _largest);
    }

    private bool ShareMinimum(IReadOnlyCollection<double> minima) =>
        minima.Count(minimum => minimum - _smallest <= SameMinimum * (_largest - _smallest)) * 2 >= minima.Count;

    private InvalidInputException Unknown(string remedy) =>
        new(
            place,
            "pixels from 0 to 255, 0 to 16, 0 to 1 or -1 to 1",
            FormattableString.Invariant($"values from {_smallest:0.####} to {_largest:0.####} without a common background"),
            remedy
        );
}

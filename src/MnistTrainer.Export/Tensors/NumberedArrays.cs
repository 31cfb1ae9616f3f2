using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// Arrays that were saved without names, one after the other, as <c>numpy.savez(FILE, *model.get_weights())</c> does: <c>arr_0</c>, <c>arr_1</c>… Their order is that of
/// the layers. Whether weights are (units x inputs), or (inputs x units) as in Keras, is decided for all of them by those that are not square.
/// </summary>
internal static class NumberedArrays
{
    /// <summary>Whether all tensors of a file are such arrays.</summary>
    public static bool Are(IReadOnlyList<TensorHeader> tensors) => tensors.Count > 0 && tensors.All(tensor => tensor.Number is not null);

    /// <summary>Each place with its array.</summary>
    /// <exception cref="InvalidInputException">They do not fit, or it cannot be decided which way round weights are.</exception>
    public static MatchedTensor[] Match(ITensorSource source, IReadOnlyList<TensorPlace> places)
    {
        TensorHeader[] arrays = [.. source.Tensors.OrderBy(tensor => tensor.Number)];
        (TensorPlace Place, TensorHeader Tensor)[] pairs = [.. places.Zip(arrays)];
        (TensorPlace Place, TensorHeader Tensor)[] matrices = [.. pairs.Where(pair => pair.Place.Shape.Length > 1)];
        bool fitsAsIs = pairs.All(pair => pair.Tensor.Shape.SequenceEqual(pair.Place.Shape)),
            fitsTransposed = pairs.All(pair => pair.Tensor.Shape.SequenceEqual(pair.Place.KernelShape));
        if (arrays.Length != places.Count || !(fitsAsIs || fitsTransposed))
        {
            throw new InvalidInputException(
                source.Name,
                $"arrays in the order of the layers: {TensorMatch.List(places.Select(place => string.Join('x', place.Shape)))}, or the same with weights transposed, as in Keras",
                TensorMatch.List(arrays.Select(array => array.ToString())),
                "Specify the layers that the file was created with, or rename the arrays 0.weight, 0.bias, …"
            );
        }

        if (fitsAsIs && fitsTransposed && matrices.Length > 0)
        {
            throw new InvalidInputException(
                source.Name,
                "weights whose orientation can be detected",
                "only square ones",
                "Rename the arrays: 0.weight, … for units by inputs, 0/kernel, … for inputs by units, as in Keras; and 0.bias or 0/bias, …"
            );
        }

        if (pairs.FirstOrDefault(pair => pair.Tensor.Type is null) is { Tensor: { } other })
            throw new InvalidInputException(source.Name, "floats", $"{other.Name} of type {other.TypeName}", "Save the weights as float32");
        return [.. pairs.Select(pair => new MatchedTensor(pair.Place, pair.Tensor, fitsTransposed && pair.Place.Shape.Length > 1))];
    }
}

using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// Matches the tensors of a file with those of a network. Tensors whose names differ only in the last part belong to one layer, and layers come in the natural order of
/// their names: <c>fc2</c> before <c>fc10</c>.
/// </summary>
internal static partial class TensorMatch
{
    private const int MaximumListed = 12;

    // PyTorch counts the batches of a normalization; nothing is computed with it.
    private const string Counter = "num_batches_tracked";

    /// <summary>Each place with its tensor.</summary>
    /// <exception cref="InvalidInputException">They do not fit; the message lists everything that does not.</exception>
    public static MatchedTensor[] Of(ITensorSource source, IReadOnlyList<TensorPlace> places)
    {
        if (NumberedArrays.Are(source.Tensors))
            return NumberedArrays.Match(source, places);
        IGrouping<int, TensorPlace>[] layers = [.. places.GroupBy(place => place.Layer)];
        IGrouping<string, TensorHeader>[] found =
        [
            .. source
                .Tensors.Where(tensor => tensor.Part != Counter)
                .GroupBy(tensor => tensor.Prefix)
                .OrderBy(group => NaturalKey(group.Key), StringComparer.Ordinal),
        ];
        if (layers.Length != found.Length)
        {
            throw new InvalidInputException(
                source.Name,
                $"tensors of {layers.Length} layers: {List(places.Select(place => $"{place.Name} ({string.Join('x', place.Shape)})"))}",
                $"those of {found.Length}: {List(source.Tensors.Select(tensor => tensor.ToString()))}",
                "Specify the layers that the file was created with"
            );
        }

        List<MatchedTensor> pairs = [];
        List<string> violations = [];
        foreach ((IGrouping<int, TensorPlace> layer, IGrouping<string, TensorHeader> group) in layers.Zip(found))
        {
            foreach (TensorPlace place in layer)
            {
                TensorHeader? tensor = group.FirstOrDefault(tensor => tensor.Part == place.Tensor.Name);
                if (Violation(place, tensor, group.Key) is string violation)
                    violations.Add(violation);
                else
                    pairs.Add(new MatchedTensor(place, tensor!, tensor!.IsKernel));
            }

            IEnumerable<string> surplus = group.Select(tensor => tensor.Part).Except(layer.Select(place => place.Tensor.Name));
            violations.AddRange(surplus.Select(part => $"{group.Key}.{part} has no place in layer {layer.Key + 1}"));
        }

        if (violations.Count > 0)
            throw new InvalidInputException(
                $"{source.Name}: its tensors do not match the network: {List(violations)}. Specify the layers that the file was created with."
            );
        return [.. pairs];
    }

    private static string? Violation(TensorPlace place, TensorHeader? tensor, string prefix)
    {
        string expected = string.Join('x', place.Shape);
        if (tensor is null)
            return $"{prefix}.{place.Tensor.Name} ({expected}) is missing";
        if (tensor.Type is null)
            return $"{tensor.Name} holds {tensor.TypeName}, not F32, F16, BF16 or F64";
        if (tensor.Shape.SequenceEqual(tensor.IsKernel ? place.KernelShape : place.Shape))
            return null;
        bool isTransposed = place.Shape.Length == 2 && tensor.Shape.Reverse().SequenceEqual(place.Shape);
        return $"{tensor} should be {expected}{(isTransposed && !tensor.IsKernel ? ", units by inputs: transpose it" : "")}";
    }

    /// <summary>Lists names; of many, the first.</summary>
    internal static string List(IEnumerable<string> all)
    {
        string[] listed = [.. all.Take(MaximumListed + 1)];
        return listed.Length <= MaximumListed ? string.Join(", ", listed) : $"{string.Join(", ", listed[..MaximumListed])}, …";
    }

    private static string NaturalKey(string name) => NumberPattern().Replace(name, number => number.Value.PadLeft(10, '0'));

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}

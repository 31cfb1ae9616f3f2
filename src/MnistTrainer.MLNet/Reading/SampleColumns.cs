using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The columns to read samples from.</summary>
/// <param name="Label">The label column.</param>
/// <param name="Features">The feature column.</param>
/// <param name="Weight">The example weight column, or null if all rows weigh the same.</param>
/// <param name="Shape">The shape of the features of one row, with the categories behind them.</param>
internal sealed record SampleColumns(
    DataViewSchema.Column Label,
    DataViewSchema.Column Features,
    DataViewSchema.Column? Weight,
    Shape Shape
)
{
    private const int MaximumColors = 4;

    /// <summary>The columns of categories. Default: none.</summary>
    public ImmutableArray<DataViewSchema.Column> Categories { get; init; } = [];

    /// <summary>The layer that gives categories their vectors; null without categories. Default: null.</summary>
    public CategoryEmbedding? Embedding { get; init; }

    /// <summary>The number of values in the feature column.</summary>
    public int Numbers => Shape.Size - (Embedding?.Values.Length ?? 0);

    /// <summary>All columns to read.</summary>
    public IEnumerable<DataViewSchema.Column> All =>
        [Label, Features, .. Weight is DataViewSchema.Column weight ? [weight] : Array.Empty<DataViewSchema.Column>(), .. Categories];

    /// <summary>Finds the columns in a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidInputException">There are too many classes, or the features do not have the shape of the options.</exception>
    public static SampleColumns Of(DataViewSchema schema, PredictionTask task, NeuralNetworkTrainer.Options options)
    {
        DataViewSchema.Column label = InputColumns.Label(schema, task, options.LabelColumnName);
        DataViewSchema.Column features = InputColumns.Features(schema, options.FeatureColumnName);
        var type = (VectorDataViewType)features.Type;
        Shape shape = options.InputShape ?? ShapeOf(type, features, options);
        if (shape.Size != type.Size)
        {
            throw new InvalidInputException(
                $"feature column '{features.Name}'",
                $"{shape.Size} values for the shape {shape}",
                $"{type.Size}",
                "Set InputShape to the shape of a row, or leave it null"
            );
        }

        SampleColumns columns = new(label, features, InputColumns.Weight(schema, options.ExampleWeightColumnName), shape);
        ImmutableArray<DataViewSchema.Column> categories = CategoricalColumns.Find(schema, options.CategoricalColumnNames);
        return categories.IsEmpty ? columns : columns.With(categories);
    }

    private SampleColumns With(ImmutableArray<DataViewSchema.Column> categories)
    {
        CategoryEmbedding embedding = CategoricalColumns.LayerOf(categories)!;
        int size = Shape.Size + embedding.Values.Length;
        if (!Shape.IsVector)
            throw new InvalidInputException(
                $"feature column '{Features.Name}'",
                "a vector with one dimension, as there are categorical columns",
                $"{Shape}",
                "Remove CategoricalColumnNames, or the dimensions"
            );
        if (size > NeuralNetworkTrainer.Options.MaximumNormalizedColumns)
            throw new InvalidInputException(
                $"feature column '{Features.Name}'",
                $"at most {NeuralNetworkTrainer.Options.MaximumNormalizedColumns} values with the categories",
                $"{size}",
                "Remove CategoricalColumnNames, and add the categories to the features by OneHotEncoding"
            );
        return this with { Categories = categories, Embedding = embedding, Shape = Shape.Vector(size) };
    }

    /// <summary>Whether three dimensions, the first and the last of which are given, are height, width and channels, and not channels, height and width.</summary>
    public static bool AreInterleaved(int height, int channels) => channels <= MaximumColors && height > MaximumColors;

    // ML.NET extracts pixels with the dimensions (channels, height, width), or (height, width, channels) where it interleaves colors.
    private static Shape ShapeOf(VectorDataViewType type, DataViewSchema.Column features, NeuralNetworkTrainer.Options options)
    {
        switch (type.Dimensions)
        {
            case [int height, int width]:
                return Shape.Image(height, width);
            case [int height, int width, int channels] when AreInterleaved(height, channels):
                return new Shape(channels, height, width);
            case [int channels, int height, int width]:
                if (channels > 1 && options.Network.NeedsImage)
                {
                    throw new InvalidInputException(
                        $"feature column '{features.Name}'",
                        "the channels of a pixel next to each other (height x width x channels)",
                        $"one channel after another ({channels} x {height} x {width})",
                        "Extract pixels with interleavePixelColors, or set InputShape if they are in this order"
                    );
                }

                return new Shape(channels, height, width);
            default:
                return Shape.Vector(type.Size);
        }
    }
}

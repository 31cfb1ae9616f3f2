using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The columns to read samples from.</summary>
/// <param name="Label">The label column.</param>
/// <param name="Features">The feature column.</param>
/// <param name="Weight">The example weight column, or null if all rows weigh the same.</param>
/// <param name="Shape">The shape of the features of one row.</param>
internal sealed record SampleColumns(
    DataViewSchema.Column Label,
    DataViewSchema.Column Features,
    DataViewSchema.Column? Weight,
    Shape Shape
)
{
    /// <summary>All columns to read.</summary>
    public IEnumerable<DataViewSchema.Column> All => Weight is DataViewSchema.Column weight ? [Label, Features, weight] : [Label, Features];

    /// <summary>Finds the columns in a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidInputException">There are too many classes, or the features do not have the shape of the options.</exception>
    public static SampleColumns Of(DataViewSchema schema, PredictionTask task, NeuralNetworkTrainer.Options options)
    {
        DataViewSchema.Column label = InputColumns.Label(schema, task, options.LabelColumnName);
        DataViewSchema.Column features = InputColumns.Features(schema, options.FeatureColumnName);
        var type = (VectorDataViewType)features.Type;
        Shape shape = options.InputShape ?? ShapeOf(type);
        if (shape.Size != type.Size)
        {
            throw new InvalidInputException(
                $"feature column '{features.Name}'",
                $"{shape.Size} values for the shape {shape}",
                $"{type.Size}",
                "Set InputShape to the shape of a row, or leave it null"
            );
        }

        return new SampleColumns(label, features, InputColumns.Weight(schema, options.ExampleWeightColumnName), shape);
    }

    private static Shape ShapeOf(VectorDataViewType type) =>
        type.Dimensions switch
        {
            [int height, int width] => Shape.Image(height, width),
            [int channels, int height, int width] => new Shape(channels, height, width),
            _ => Shape.Vector(type.Size),
        };
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The columns that samples are read from, and the shape that they have.</summary>
/// <param name="Label">What is learned.</param>
/// <param name="Features">What it is learned from.</param>
/// <param name="Weight">How much rows count, or null where all count alike.</param>
/// <param name="Shape">The shape of the features of one row.</param>
internal sealed record SampleColumns(
    DataViewSchema.Column Label,
    DataViewSchema.Column Features,
    DataViewSchema.Column? Weight,
    Shape Shape
)
{
    /// <summary>Those of them that there are.</summary>
    public IEnumerable<DataViewSchema.Column> All => Weight is DataViewSchema.Column weight ? [Label, Features, weight] : [Label, Features];

    /// <summary>Finds them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidInputException">There are too many classes, or the features do not have the shape that was asked for.</exception>
    public static SampleColumns Of(DataViewSchema schema, LearningTask task, NeuralNetworkTrainer.Options options)
    {
        DataViewSchema.Column label = InputColumns.Label(schema, task, options.LabelColumnName);
        DataViewSchema.Column features = InputColumns.Features(schema, options.FeatureColumnName);
        var type = (VectorDataViewType)features.Type;
        Shape shape = options.InputShape ?? ShapeOf(type);
        if (shape.Size != type.Size)
        {
            throw new InvalidInputException(
                $"feature column '{features.Name}'",
                $"{shape.Size} values for images of {shape}",
                $"{type.Size}",
                "Give the shape that the data has"
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

// Scores rows with a saved model. Reads the features of a row per line; prints the predicted label and the bits of the scores.
using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

Console.OutputEncoding = Encoding.UTF8;
MLContext context = new();
ITransformer model = context.Model.Load(args[0], out _);
using PredictionEngine<Row, Prediction> engine = context.Model.CreatePredictionEngine<Row, Prediction>(model);
while (Console.ReadLine() is string line)
{
    float[] features = [.. line.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture))];
    Prediction prediction = engine.Predict(new Row { Features = features });
    IEnumerable<string> bits = prediction.Score.Select(score => $"{BitConverter.SingleToUInt32Bits(score):x8}");
    Console.WriteLine($"{prediction.PredictedLabel} {string.Join(' ', bits)}");
}

internal sealed class Row
{
    public string Label { get; set; } = "";

    // The label of some models.
    public string Name { get; set; } = "";

    [VectorType(4)]
    public float[] Features { get; set; } = [];
}

internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}

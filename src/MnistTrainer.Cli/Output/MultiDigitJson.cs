using System.Text.Json;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Output;

/// <summary>The digits of images for programs.</summary>
internal static class MultiDigitJson
{
    public static void Write(Utf8JsonWriter writer, NetworkDefinition network, IEnumerable<MultiDigitAnswer> answers)
    {
        writer.WriteStartArray("predictions");
        foreach (MultiDigitAnswer answer in answers)
        {
            writer.WriteStartObject();
            writer.WriteString("input", answer.Input);
            writer.WriteString("text", answer.Text);
            writer.WriteStartArray("digits");
            foreach (RecognizedDigit digit in answer.Digits)
                WriteDigit(writer, network, digit);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteDigit(Utf8JsonWriter writer, NetworkDefinition network, RecognizedDigit digit)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("box");
        writer.WriteNumber("left", digit.Box.Left);
        writer.WriteNumber("top", digit.Box.Top);
        writer.WriteNumber("width", digit.Box.Width);
        writer.WriteNumber("height", digit.Box.Height);
        writer.WriteEndObject();
        writer.WriteNumber("confidence", digit.Confidence);
        ImageJson.WriteRecognized(writer, network, digit.Answer);
        writer.WriteString("picture", DataUrl.Encode(digit.Answer.Image));
        writer.WriteEndObject();
    }
}

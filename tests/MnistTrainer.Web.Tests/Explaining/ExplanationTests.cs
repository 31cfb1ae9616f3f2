using System.Net;
using System.Text.Json;
using MnistTrainer.Experiments;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web.Tests.Explaining;

/// <summary>What the server says of a score is what <c>mnist explain</c> says of it.</summary>
public sealed class ExplanationTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    [Fact]
    public async Task Has_the_numbers_of_the_library_for_any_class()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        byte[] pixels = ServedPage.Recognizer.RecognizeSingle(TestImages.OnPaper(7)).Image.Pixels.ToArray();
        var expected = ImageExplanation.Of(ServedPage.Recognizer.Network, pixels, TestContext.Current.CancellationToken);
        foreach (
            (string query, ClassExplanation one) in new[] { ("", expected.Best), ($"?label={expected.RunnerUp.Label}", expected.RunnerUp) }
        )
        {
            JsonElement answer = await ExplainAsync(served, query).JsonAsync();
            Assert.Equal(("7", one.Label), (Text(answer, "answer"), Text(answer, "label")));
            Assert.Equal(expected.Best.NetInput, Number(answer, "answerNetInput"), 1e-9);
            Assert.Equal(one.NetInput, Number(answer, "netInput"), 1e-9);
            Assert.Equal(one.Bias, Number(answer, "bias"), 1e-9);
            JsonElement[] units = [.. answer.GetProperty("units").EnumerateArray()];
            Assert.Equal(one.Units.Take(12).Select(unit => unit.Unit), units.Select(unit => unit.GetProperty("unit").GetInt32()));
            Assert.All(units.Zip(one.Units), pair => Assert.Equal(pair.Second.Contribution, Number(pair.First, "contribution"), 1e-9));
            Assert.All(units, unit => Assert.Equal(Number(unit, "output") * Number(unit, "weight"), Number(unit, "contribution"), 1e-9));

            // The sum is whole.
            Assert.Equal(116, answer.GetProperty("restCount").GetInt32());
            Assert.Equal(
                one.NetInput,
                Number(answer, "bias") + units.Sum(unit => Number(unit, "contribution")) + Number(answer, "rest"),
                1e-6
            );
            double[] effects = [.. answer.GetProperty("pixels").EnumerateArray().Select(effect => effect.GetDouble())];
            Assert.Equal(784, effects.Length);
            Assert.All(effects.Zip(one.PixelMap), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * (1e-3 + Math.Abs(pair.Second))));
        }
    }

    [Fact]
    public async Task Shows_the_strongest_maps_of_convolutions()
    {
        await using ServedPage served = await ServedPage.StartAsync();
        JsonElement answer = await ExplainAsync(served).JsonAsync();
        JsonElement[] maps = [.. answer.GetProperty("maps").EnumerateArray()];
        Assert.Equal([32, 64, 64, 96, 96, 128], maps.Select(one => one.GetProperty("total").GetInt32()));
        Assert.All(maps, one => Assert.Equal(16, one.GetProperty("count").GetInt32()));

        // The strongest map of the first layer, whose brightest pixel is the layer's largest output.
        ImageActivations layers = ImageActivations.Of(
            ServedPage.Recognizer.Network,
            ServedPage.Recognizer.RecognizeSingle(TestImages.OnPaper(7)).Image.Pixels
        );
        LayerActivations first = layers.Layers[1];
        double[] sums =
        [
            .. Enumerable
                .Range(0, 32)
                .Select(channel => Enumerable.Range(0, 196).Sum(pixel => Math.Max(0, first.Values[(pixel * 32) + channel]))),
        ];
        int strongest = sums.IndexOf(sums.Max());
        GrayImage sheet = ImageCodec.Decode(DataUrl.Decode(Text(maps[0], "image"), "maps"), "maps");
        for (int pixel = 0; pixel < 196; pixel++)
        {
            double wanted = 255 * Math.Max(0, first.Values[(pixel * 32) + strongest]) / first.Values.Max();
            Assert.InRange(sheet[(pixel % 14 * 6) + 3, (pixel / 14 * 6) + 3], wanted - 1, wanted + 1);
        }
    }

    [Fact]
    public async Task Shows_the_weights_into_the_units_of_a_dense_network()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Image(28, 28), [24], Names, Activation.ReLU, Activation.Softmax);
        Network network = Network.Create(definition, seed: 3);
        await using ServedPage served = await ServedPage.StartAsync(site: new DrawingSite(new ImageRecognizer(network), "dense.zip"));
        JsonElement answer = await ExplainAsync(served).JsonAsync();
        Assert.Empty(answer.GetProperty("maps").EnumerateArray());
        Assert.Equal(12, answer.GetProperty("restCount").GetInt32());
        JsonElement unit = answer.GetProperty("units")[0];
        int number = unit.GetProperty("unit").GetInt32();
        GrayImage image = ImageCodec.Decode(DataUrl.Decode(Text(unit, "weights"), "weights"), "weights");
        float[] weights = [.. Enumerable.Range(0, 784).Select(i => network.LayerParameters(0)[(i * 24) + number])];
        float largest = weights.Max(MathF.Abs);
        Assert.All(Enumerable.Range(0, 784), i => Assert.Equal(128 + (127 * weights[i] / largest), image.Pixels[i], 0.51));
    }

    [Fact]
    public async Task Rejects_what_it_cannot_explain()
    {
        await using (ServedPage served = await ServedPage.StartAsync())
        {
            Assert.Equal("unknown-label", await ExplainAsync(served, "?label=x").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity));
            byte[] blank = ImageCodec.EncodePng(new GrayImage(40, 40, [.. Enumerable.Repeat((byte)255, 1600)]));
            Assert.Equal("blank", await ExplainAsync(served, "", blank).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity));
        }

        Network one = Network.Create(
            NetworkDefinition.Dense(Shape.Image(28, 28), [4], Names, Activation.ReLU, Activation.Softmax),
            seed: 3
        );
        await using ServedPage several = await ServedPage.StartAsync(
            site: new DrawingSite(new ImageRecognizer(Network.EnsembleOf([one, one])), "ensemble.zip")
        );
        Assert.Contains(
            "an ensemble of 2 networks",
            await ExplainAsync(several).ProblemAsync(HttpStatusCode.Conflict),
            StringComparison.Ordinal
        );
    }

    private static async Task<HttpResponseMessage> ExplainAsync(ServedPage served, string query = "", byte[]? image = null)
    {
        using ByteArrayContent content = new(image ?? TestImages.OnPaper(7));
        return await served.Client.PostAsync($"api/explain{query}", content, TestContext.Current.CancellationToken);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}

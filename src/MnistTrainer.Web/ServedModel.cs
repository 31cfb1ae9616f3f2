using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>
/// The model that answers. A request takes it once, so that its answer is that of one network; another network answers the requests after it.
/// </summary>
/// <param name="first">The model in the beginning.</param>
internal sealed class ServedModel(ServedNetwork first)
{
    private volatile ServedNetwork _current = first;

    /// <summary>The network that answers now.</summary>
    public ServedNetwork Current => _current;

    /// <summary>Lets another network answer, under the next version. One call at a time.</summary>
    /// <param name="next">The network.</param>
    public void Replace(ServedNetwork next) => _current = next with { Card = next.Card with { Version = _current.Card.Version + 1 } };

    /// <summary>Gives the network that answers another name. One call at a time.</summary>
    /// <param name="name">The name of its file.</param>
    public void Rename(string name) => _current = _current with { Card = _current.Card with { Name = name } };
}

/// <summary>A network that answers, with all that is known about it. Immutable.</summary>
/// <param name="Recognizer">The recognizer.</param>
/// <param name="Card">The model card.</param>
/// <param name="Test">The metrics on the test samples; null if nobody measured them.</param>
internal sealed record ServedNetwork(ImageRecognizer Recognizer, ModelAnswer Card, ClassificationMetrics? Test = null)
{
    /// <summary>A network under a name.</summary>
    public static ServedNetwork Of(ImageRecognizer recognizer, string name) => new(recognizer, ModelAnswer.Of(recognizer, name));

    /// <summary>The network after a lesson.</summary>
    /// <param name="taught">The network and its metrics.</param>
    /// <param name="lessons">The number of drawings that it has learned.</param>
    public ServedNetwork After(TaughtNetwork taught, int lessons)
    {
        ImageRecognizer recognizer = new(taught.Network);
        return new ServedNetwork(recognizer, ModelAnswer.Of(recognizer, Card.Name) with { Taught = lessons }, taught.After);
    }
}

using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes the turns of a conversation: neighbours of one role become one turn, and a turn without content none.</summary>
internal sealed class TurnWriter(Utf8JsonWriter writer)
{
    private Side _open;

    private enum Side
    {
        None,
        User,
        Assistant,
    }

    /// <summary>Whether any turn was written.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Makes the next block one of the user's.</summary>
    public void EnterUser() => Enter(Side.User);

    /// <summary>Makes the next block one of the assistant's.</summary>
    public void EnterAssistant() => Enter(Side.Assistant);

    public void End()
    {
        if (_open != Side.None)
        {
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        _open = Side.None;
    }

    private void Enter(Side side)
    {
        if (_open == side)
        {
            return;
        }

        End();
        _open = side;
        IsEmpty = false;
        writer.WriteStartObject();
        writer.WriteString("role"u8, side == Side.User ? "user"u8 : "assistant"u8);
        writer.WriteStartArray("content"u8);
    }
}

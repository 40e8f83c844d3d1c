// When each step ran, on one time axis.
import QtQuick

Item {
    id: root

    readonly property int labelWidth: tokens.px(120)
    readonly property int rowHeight: tokens.px(21)
    readonly property real span: width - labelWidth

    height: tokens.px(20) + watch.steps.length * rowHeight

    /// Where something of a width lies whose leading edge is at `at`.
    function placed(at, size) {
        return LayoutMirroring.enabled ? width - at - size : at
    }

    Repeater {
        model: watch.timeMarks

        Text {
            required property int index
            required property string modelData

            readonly property real place: root.labelWidth + root.span * index / 4
            readonly property real from: index === 4 ? place - width
                : index === 0 ? place : place - width / 2
            x: root.placed(from, width)
            text: modelData
            font: tokens.secondary
            color: tokens.muted
        }
    }

    Rectangle {
        x: root.placed(root.labelWidth, 1)
        y: tokens.px(20)
        width: 1
        height: root.height - y
        color: tokens.strongLine
    }

    Repeater {
        model: watch.steps

        Item {
            id: bar

            required property int index
            required property var modelData

            y: tokens.px(20) + index * root.rowHeight
            width: root.width
            height: root.rowHeight

            Accessible.role: Accessible.StaticText
            Accessible.name: [bar.modelData.name, bar.modelData.statusText,
                              bar.modelData.under].join(", ")

            Text {
                anchors.verticalCenter: parent.verticalCenter
                x: root.placed(0, width)
                width: root.labelWidth - tokens.px(8)
                horizontalAlignment: Text.AlignLeft
                text: bar.modelData.name
                font: tokens.body
                color: bar.modelData.begun ? tokens.text : tokens.muted
                elide: Text.ElideRight
            }
            Rectangle {
                visible: bar.modelData.begun
                anchors.verticalCenter: parent.verticalCenter
                x: root.placed(root.labelWidth + root.span * bar.modelData.from, width)
                width: Math.max(tokens.px(3), root.span * (bar.modelData.to - bar.modelData.from))
                height: tokens.px(12)
                radius: tokens.px(2)
                color: tokens.tone(bar.modelData.tone)
            }
        }
    }
}

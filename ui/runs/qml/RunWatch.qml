// The live view of one run: steps, time axis and log at the leading side, details at the trailing.
import QtQuick

Rectangle {
    id: root

    // Without room for both, the details open over the trailing side when they are asked for.
    readonly property bool roomy: width >= tokens.px(1060)
    property bool detailsWanted: false

    color: tokens.surface
    LayoutMirroring.enabled: Qt.application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    ProgressLine {
        id: line
        anchors { left: parent.left; right: parent.right; top: parent.top }
        anchors.leftMargin: tokens.px(16)
        anchors.rightMargin: tokens.px(16)
        value: watch.progress
        done: watch.steps.some(step => step.status === "failed") && !watch.active
            ? tokens.bad : tokens.accent
    }

    Rectangle {
        id: rule
        anchors { left: parent.left; right: parent.right; top: line.bottom }
        anchors.topMargin: tokens.px(12)
        height: 1
        color: tokens.line
    }

    Item {
        id: main
        anchors {
            left: parent.left
            right: pane.visible ? pane.left : parent.right
            top: rule.bottom
            bottom: parent.bottom
        }

        StepStrip {
            id: strip
            anchors { left: parent.left; right: parent.right; top: parent.top }
            anchors.margins: tokens.px(16)
        }

        StepAxis {
            id: axis
            anchors { left: parent.left; right: parent.right; top: strip.bottom }
            anchors.leftMargin: tokens.px(16)
            anchors.rightMargin: tokens.px(16)
            anchors.topMargin: tokens.px(16)
        }

        Rectangle {
            id: logRule
            anchors { left: parent.left; right: parent.right; top: axis.bottom }
            anchors.topMargin: tokens.px(12)
            height: 1
            color: tokens.strongLine
        }

        RunLog {
            hasDetailsButton: !root.roomy
            detailsShown: root.detailsWanted
            onDetailsToggled: root.detailsWanted = !root.detailsWanted
            anchors {
                left: parent.left
                right: parent.right
                top: logRule.bottom
                bottom: parent.bottom
            }
        }
    }

    RunDetails {
        id: pane
        anchors { right: parent.right; top: rule.bottom; bottom: parent.bottom }
        width: tokens.px(272)
        visible: root.roomy || root.detailsWanted
    }
}
